// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Serialization;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Certificates;

/// <summary>An in-toto statement, version 1, about a plugin.</summary>
/// <param name="Type">Always <see cref="StatementType"/>.</param>
/// <param name="Subject">The plugin.</param>
/// <param name="PredicateType">Always <see cref="TestResultType"/>.</param>
/// <param name="Predicate">What was found.</param>
public sealed record Statement([property: JsonPropertyName("_type")] string Type, IReadOnlyList<ResourceDescriptor> Subject, string PredicateType, TestResult Predicate)
{
    public const string StatementType = "https://in-toto.io/Statement/v1";

    public const string TestResultType = "https://in-toto.io/attestation/test-result/v0.1";

    /// <summary>The type of an envelope's payload that is a statement.</summary>
    public const string PayloadType = "application/vnd.in-toto+json";
}

/// <summary>A file by name and digest.</summary>
public sealed record ResourceDescriptor(string Name, IReadOnlyDictionary<string, string> Digest)
{
    public static ResourceDescriptor Of(string name, string sha256) => new(name, new Dictionary<string, string> { ["sha256"] = sha256 });
}

/// <summary>The test-result predicate, version 0.1, with an extension.</summary>
/// <param name="Result"><c>PASSED</c>, or <c>WARNED</c> where something is waived.</param>
/// <param name="Configuration">What the tests were: suite, plan, profile, waivers.</param>
/// <param name="PassedTests">Operator x dtype pairs, and groups of other cases, in which every claimed case passed.</param>
/// <param name="WarnedTests">Those with a vacuous or a waived case.</param>
/// <param name="FailedTests">Empty: a run with failures is not certified.</param>
/// <param name="Tengen">What the predicate has no member for.</param>
public sealed record TestResult(
    string Result, IReadOnlyList<ResourceDescriptor> Configuration, IReadOnlyList<string> PassedTests, IReadOnlyList<string> WarnedTests, IReadOnlyList<string> FailedTests, CertificateClaims Tengen);

/// <summary>Statements in JSON: camel case, nulls left out, indented.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(RatioConverter), typeof(VerdictConverter), typeof(DTypeConverter)])]
[JsonSerializable(typeof(Statement))]
internal sealed partial class StatementJson : JsonSerializerContext;
