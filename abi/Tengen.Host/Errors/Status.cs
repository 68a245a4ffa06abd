// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>What a call of the ABI answered (<c>tg_status</c>). An unknown class reads as <see cref="StatusClass.Internal"/>.</summary>
public readonly record struct Status(int Code)
{
    public static readonly Status Ok = new(Tg.TG_OK);
    public static readonly Status Pending = new(Tg.TG_PENDING);
    public static readonly Status InvalidArgument = new(Tg.TG_INVALID_ARGUMENT);
    public static readonly Status TooNew = new(Tg.TG_TOO_NEW);
    public static readonly Status NotFound = new(Tg.TG_NOT_FOUND);
    public static readonly Status WrongState = new(Tg.TG_WRONG_STATE);
    public static readonly Status Unsupported = new(Tg.TG_UNSUPPORTED);
    public static readonly Status Incompatible = new(Tg.TG_INCOMPATIBLE);
    public static readonly Status OutOfMemory = new(Tg.TG_OUT_OF_MEMORY);
    public static readonly Status LimitReached = new(Tg.TG_LIMIT_REACHED);
    public static readonly Status Busy = new(Tg.TG_BUSY);
    public static readonly Status ExecutionFailed = new(Tg.TG_EXECUTION_FAILED);
    public static readonly Status Cancelled = new(Tg.TG_CANCELLED);
    public static readonly Status DeviceLost = new(Tg.TG_DEVICE_LOST);
    public static readonly Status Internal = new(Tg.TG_INTERNAL);

    public bool IsError => Code < 0;

    public StatusClass Class => Code >= 0 ? StatusClass.None
        : -(long)Code >> 8 is var cls && cls is >= (long)StatusClass.Caller and <= (long)StatusClass.Internal ? (StatusClass)cls
        : StatusClass.Internal;

    /// <summary>The header's name without <c>TG_</c>, or the number.</summary>
    public override string ToString() => Code switch
    {
        Tg.TG_OK => "OK",
        Tg.TG_PENDING => "PENDING",
        Tg.TG_INVALID_ARGUMENT => "INVALID_ARGUMENT",
        Tg.TG_TOO_NEW => "TOO_NEW",
        Tg.TG_NOT_FOUND => "NOT_FOUND",
        Tg.TG_WRONG_STATE => "WRONG_STATE",
        Tg.TG_UNSUPPORTED => "UNSUPPORTED",
        Tg.TG_INCOMPATIBLE => "INCOMPATIBLE",
        Tg.TG_OUT_OF_MEMORY => "OUT_OF_MEMORY",
        Tg.TG_LIMIT_REACHED => "LIMIT_REACHED",
        Tg.TG_BUSY => "BUSY",
        Tg.TG_EXECUTION_FAILED => "EXECUTION_FAILED",
        Tg.TG_CANCELLED => "CANCELLED",
        Tg.TG_DEVICE_LOST => "DEVICE_LOST",
        Tg.TG_INTERNAL => "INTERNAL",
        > 0 => $"status {Code}",
        _ => $"status {Code} ({Class})",
    };
}
