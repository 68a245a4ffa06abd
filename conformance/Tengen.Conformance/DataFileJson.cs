// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Serialization;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Waivers;

namespace Tengen.Conformance;

/// <summary>How files are spelled that come from outside: snake_case, nothing missing, nothing unknown, nothing twice.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IssuedNonce))]
[JsonSerializable(typeof(Profile))]
[JsonSerializable(typeof(WaiverFile))]
internal sealed partial class DataFileJson : JsonSerializerContext;
