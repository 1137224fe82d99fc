namespace PartnerQualification.PowerShell;

/// <summary>Something to be done on a pipeline thread: once, by whichever of the commands it was posted to comes to it first.</summary>
/// <param name="work">What to do, with the command whose turn it is; it learns whether that is in the runspace that connected.</param>
internal sealed class Errand(Action<PipelineVoice, bool> work)
{
    private int taken;

    public bool IsTaken => Volatile.Read(ref taken) != 0;

    public void Run(PipelineVoice voice, bool isHome)
    {
        if (Interlocked.Exchange(ref taken, 1) == 0) work(voice, isHome);
    }
}
