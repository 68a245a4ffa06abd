// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Explanations;

/// <summary>A rule that is no gate, no obligation and no rule of speed: what the suite says of its own limits, of what it reads again, and of what a certificate may claim.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Rule">What has to hold.</param>
/// <param name="Next">What to do where it does not.</param>
public sealed record Label(string Name, string Rule, string Next)
{
    private const string RunAgain = "Certify again, and keep results and evidence as they are written.";
    private const string MeasureAgain = "Run the benchmark again to its end, on a machine that does nothing else.";
    private const string Alike = "Certify and measure the same plugin, device and options with the same suite.";

    public static IReadOnlyList<Label> All { get; } =
    [
        new("limit.soft", "A submission ends within the seconds of --timeout; one that does not is cancelled.", "Raise --timeout if the device is only slow."),
        new("limit.case", "A case is answered within --timeout and half as long again, two seconds at least; then its process is killed.", "Raise --timeout if the device is only slow; otherwise look at the call that is named."),
        new("limit.memory", "A worker holds no more memory than --memory.", "Raise --memory if the backend needs as much; otherwise look for what grows."),
        new("device.flags", "A case is for devices with certain flags, and this one does not set them.", "Nothing: the case is unsupported, which is acceptable."),
        new("device.queues", "A case is for devices with certain queues, and this one gives none.", "Nothing: the case is unsupported, which is acceptable."),
        new("device.opens", "A case is for devices of which two can be open, and this one opens once.", "Nothing: the case is unsupported, which is acceptable."),
        new("suite.native", "The suite's native parts are there.", "cmake -B build && cmake --build build"),
        new("suite.allocations", "The plugin's object refers to functions that allocate: only then they can be counted and made to fail.", "Link the C library dynamically, or accept that the case is unsupported."),
        new("suite.fault", "The suite itself does not fail. A case in which it does is not judged, and the run exits with 5.", "Report it with the text and the results file."),
        new("onnx.tolerance", "An output lies within the tolerance that the ONNX backend tests use.", "Compare with the same case under the computed tolerance: without --onnx-cases."),
        new("onnx.unsupported", "An official case has an operator, type or form that the oracle has.", "Nothing: the case is unsupported, and the text names what is missing."),
        new("evidence.missing", "A pass brings the outputs that show it, so that anybody can compute the verdict again.", RunAgain),
        new("evidence.damaged", "A line of evidence has the digest that its result names, is about that case, and its outputs have theirs.", RunAgain),
        new("evidence.question", "The data that were given to the device are those that follow from the case's id, the nonce and the suite.", "Verify with the suite of the version that certified."),
        new("evidence.unclaimed", "A case whose outputs lie in the evidence has a verdict about them.", RunAgain),
        new("results.header", "A results file begins with the header of its run.", RunAgain),
        new("results.plan", "A results file holds the plan of its run.", RunAgain),
        new("results.damaged", "Every line of a results file is a record.", RunAgain),
        new("file.digest", "Plugin, suite, native parts and waivers have the digests that the results were tied to.", "Verify with the files that the run used, or certify again."),
        new("plan.hash", "The planned cases have the hash that the header says.", RunAgain),
        new("plan.stranger", "Every case that was judged was planned.", RunAgain),
        new("plan.unknown", "Every planned case is one of this suite's, or one that it draws under the nonce.", "Verify with the suite of the version that certified."),
        new("profile.unknown", "The profile of the run is one of this suite's.", "tengen explain lists them."),
        new("profile.hash", "The profile has the hash that the header says.", "Verify with the suite of the version that certified."),
        new("profile.cases", "A run against a profile plans all cases of it, and those that the nonce draws for it.", "Certify without --filter."),
        new("repeat.missing", "The cases that the nonce draws are run again in an ordinary host (gate.host).", RunAgain),
        new("repeat.figures", "What is said of the run in an ordinary host is what its evidence shows.", RunAgain),
        new("repeat.conditions", "Two runs that are compared asked the same: plan, nonce, device options.", "Repeat the run with what its header says."),
        new("repeat.nothing", "Two runs that are compared judged some case both.", "Repeat the run with what its header says."),
        new("repeat.verdict", "A case comes to the same verdict in both runs.", "Run the case alone, by the line that tengen repro gives, on both machines."),
        new("repeat.bits", "Where determinism is declared, the outputs of both runs have the same bits.", "Declare less determinism, or find what the results depend on."),
        new("package.damaged", "A package holds the files of its manifest, each once, each with its length and digest, and nothing else.", "tengen package RESULTS --out X.zip makes it anew."),
        new("speed.outputs", "Timed outputs are right: no speed is claimed for wrong results.", "Run the case with tengen repro and mend what it names."),
        new("tier.set", "A tier is about a whole set of shapes.", "tengen bench BACKEND --shapes SET"),
        new("tier.incomplete", "The benchmark reached its end and all of its shapes.", MeasureAgain),
        new("tier.failed", "Every shape of the set ran and was right.", "Mend the backend and run the benchmark again."),
        new("tier.declined", "The backend claims every shape of the set.", "Benchmark only sets that it claims whole: tengen bench BACKEND --shapes SET"),
        new("tier.figure", "Every figure follows from its samples, its work and the probed peaks by the published formulas.", MeasureAgain),
        new("tier.noisy", "More than half of the warm figures of a set are conclusive.", MeasureAgain),
        new("tier.simulated", "The device's speed means something.", "Measure the device that it stands for."),
        new("tier.suite", "The suite that measured is the one that certified.", Alike),
        new("tier.plugin", "The plugin that was measured is the certified file.", Alike),
        new("tier.device", "The device that was measured is the certified one.", Alike),
        new("tier.options", "The device options are the same in the benchmark and in the run.", Alike),
    ];

    public static Label? Find(string name) => All.FirstOrDefault(label => label.Name == name);
}
