// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Host;
using Tengen.Host.Partitioning;
using Tengen.Interop.OnnxRuntime.Devices;
using Tengen.Interop.OnnxRuntime.Execution;
using Tengen.Interop.OnnxRuntime.Graphs;
using Tengen.Interop.OnnxRuntime.Native;
using Tengen.Reference;

namespace Tengen.Interop.OnnxRuntime;

/// <summary>One session's use of a device: says which nodes the device takes, and compiles them.</summary>
internal sealed unsafe class Provider
{
    private readonly SharedDevice _shared;
    private readonly ProgramOptions _programs;
    private readonly string _backend;
    private readonly OrtLogger* _logger;
    private readonly TimeSpan _patience;

    private Provider(ProviderOptions options, SharedDevice shared, OrtLogger* logger)
    {
        _logger = logger;
        (_shared, _backend) = (shared, options.Backend);
        _patience = options.Patience;
        _programs = new ProgramOptions { Settings = options.Compile };
    }

    public static OrtEp* Create(ProviderOptions options, OrtLogger* logger)
    {
        Ort.Log(logger, OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO, $"Tengen: loading '{options.Backend}'{(options.Layers.IsEmpty ? "" : $" under {string.Join(", ", options.Layers)}")}");
        var shared = SharedDevice.Acquire(options);
        Ort.Log(logger, OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO, $"Tengen: device '{shared.Device.Name}' of {shared.Device.Library.Name}, SHA-256 {shared.Device.Library.Sha256}");
        return Instance.Create(new Provider(options, shared, logger), new OrtEp
        {
            ort_version_supported = Ort.ApiVersion,
            GetName = &GetName,
            GetCapability = &GetCapability,
            Compile = &Compile,
            ReleaseNodeComputeInfos = &ReleaseNodeComputeInfos,
        });
    }

    public static void Release(OrtEp* self)
    {
        var provider = Of(self);
        Instance.Free(self);
        provider.Attempt(provider._shared.Release);
        provider.Attempt(() => provider._shared.TellViolations(provider.Warn));
    }

    private static Provider Of(OrtEp* self) => (Provider)Instance.Owner(self);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* GetName(OrtEp* self) => ProviderFactory.Static("Tengen\0"u8);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static OrtStatus* GetCapability(OrtEp* self, OrtGraph* graph, OrtEpGraphSupportInfo* support)
    {
        var provider = Of(self);
        try
        {
            if (Bodies.MayClaim(graph))
                provider.Claim(graph, support);
            return null;
        }
        catch (Exception e)
        {
            return Ort.Fail(e, provider._backend);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static OrtStatus* Compile(OrtEp* self, OrtGraph** graphs, OrtNode** fused, nuint count, OrtNodeComputeInfo** infos, OrtNode** contexts)
    {
        var provider = Of(self);
        var done = 0;
        try
        {
            for (; done < (int)count; done++)
                infos[done] = FusedNode.Create(provider.Build(graphs[done], fused[done]));
            return null;
        }
        catch (Exception e)
        {
            for (; done > 0; done--)
            {
                var info = infos[done - 1];
                infos[done - 1] = null;
                provider.Attempt(() => FusedNode.Release(info));
            }
            return Ort.Fail(e, provider._backend);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseNodeComputeInfos(OrtEp* self, OrtNodeComputeInfo** infos, nuint count)
    {
        var provider = Of(self);
        for (nuint i = 0; i < count; i++)
            if (infos[i] is var info && info != null)
                provider.Attempt(() => FusedNode.Release(info));
    }

    /// <summary>Does one step of a release, which has no status to answer with: what goes wrong is logged, and the next step is done.</summary>
    private void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e)
        {
            Ort.Log(_logger, OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, $"Tengen: {_backend}: release failed: {e}");
        }
    }

    private void Claim(OrtGraph* graph, OrtEpGraphSupportInfo* support)
    {
        var read = OrtGraphReader.Read(graph);
        if (read.Nodes.IsEmpty)
            return;
        var plan = Partitioner.Run(_shared.Device, read.Graph, OperatorSet.Contracts, _programs, node => read.Offered[node]);
        var options = new OrtNodeFusionOptions { ort_version_supported = Ort.ApiVersion, drop_constant_initializers = 1 };
        foreach (var partition in plan.Partitions)
        {
            nint[] nodes = [.. partition.Nodes.Select(node => read.Nodes[node])];
            fixed (nint* first = nodes)
                Ort.Check(Ort.EpApi->EpGraphSupportInfo_AddNodesToFuse(support, (OrtNode**)first, (nuint)nodes.Length, &options));
        }
        foreach (var (node, why) in plan.Refusals)
            Ort.Log(_logger, OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO, $"Tengen: {read.Graph.Nodes[node]} stays with ONNX Runtime: {why}");
    }

    private FusedProgram Build(OrtGraph* graph, OrtNode* fused) =>
        FusedProgram.Build(new RunContext(_shared, _backend, _patience, Warn), OrtGraphReader.Read(graph).Graph, FusedOperands.Of(fused), _programs);

    private void Warn(Violation violation) =>
        Ort.Log(_logger, OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, $"Tengen: '{_backend}' broke {violation.Rule}: {violation.Text}");
}
