// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>What a call answers (<c>tg_status</c>). The class of an error is the host's next move; see <c>tengen.h</c>, section "Status".</summary>
public enum Status
{
    Ok = Tg.TG_OK,
    Pending = Tg.TG_PENDING,

    /// <summary>A value outside its contract. The caller must change the call.</summary>
    InvalidArgument = Tg.TG_INVALID_ARGUMENT,

    /// <summary>A field, bit or kind that this side does not know is set.</summary>
    TooNew = Tg.TG_TOO_NEW,

    NotFound = Tg.TG_NOT_FOUND,

    /// <summary>Legal at another time.</summary>
    WrongState = Tg.TG_WRONG_STATE,

    /// <summary>Understood and refused: the host asks somebody else.</summary>
    Unsupported = Tg.TG_UNSUPPORTED,

    /// <summary>Made for another device, driver or version.</summary>
    Incompatible = Tg.TG_INCOMPATIBLE,

    OutOfMemory = Tg.TG_OUT_OF_MEMORY,
    LimitReached = Tg.TG_LIMIT_REACHED,

    /// <summary>The queue is full; the only answer that leaves the ticket unspent. The kit gives it.</summary>
    Busy = Tg.TG_BUSY,

    /// <summary>This submission failed, the device is well.</summary>
    ExecutionFailed = Tg.TG_EXECUTION_FAILED,

    Cancelled = Tg.TG_CANCELLED,

    /// <summary>This and everything later on every queue is lost.</summary>
    DeviceLost = Tg.TG_DEVICE_LOST,

    /// <summary>A fault of the plugin.</summary>
    Internal = Tg.TG_INTERNAL,
}
