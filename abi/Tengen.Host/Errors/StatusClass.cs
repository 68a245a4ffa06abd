// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>The caller's next move after a call failed. Source: <c>tengen.h</c>, section "Status".</summary>
public enum StatusClass
{
    /// <summary>Not an error.</summary>
    None = 0,

    /// <summary>The call is wrong: fix the caller.</summary>
    Caller = Tg.TG_CLASS_CALLER,

    /// <summary>Understood and refused: ask somebody else.</summary>
    Declined = Tg.TG_CLASS_DECLINED,

    /// <summary>Something is used up: free some and try again.</summary>
    Resource = Tg.TG_CLASS_RESOURCE,

    /// <summary>Not now: the same call later.</summary>
    Retry = Tg.TG_CLASS_RETRY,

    /// <summary>This submission failed, the device is well.</summary>
    Submission = Tg.TG_CLASS_SUBMISSION,

    /// <summary>The device is gone: close it, open it again.</summary>
    Device = Tg.TG_CLASS_DEVICE,

    /// <summary>A fault of the plugin: report it, stop using the device.</summary>
    Internal = Tg.TG_CLASS_INTERNAL,
}
