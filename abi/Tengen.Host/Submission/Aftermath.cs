// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>What follows from ends and acceptances: collected under a device's state lock, done without any lock.</summary>
internal sealed class Aftermath
{
    private readonly List<DeviceChild> _unused = [];
    private readonly List<DeferredSubmission> _followers = [];

    public void Release(PendingSubmission submission) => _unused.AddRange(submission.Users.Where(user => user.Release()));

    public void Notify(List<DeferredSubmission> followers)
    {
        _followers.AddRange(followers);
        followers.Clear();
    }

    /// <summary>Frees what nobody uses any more and tells who waited.</summary>
    public void Run(Device device)
    {
        foreach (var child in _unused)
            child.FreeNow();
        foreach (var follower in _followers)
        {
            device.EndWatch();
            follower.Arrive();
        }
    }
}
