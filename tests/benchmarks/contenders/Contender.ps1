# Dot-sourced by every contender: the customers and the measuring. What is measured is the process that runs this.
# The emulator's token is in $env:EMULATOR_TOKEN.

# The k-th of the emulator's customers that nothing is special about. One after the other, so that a hundred thousand need no room.
filter ConvertTo-CustomerId { 'c0000000-0000-4000-8000-{0:x12}' -f ($_ + 100) }

# Runs the work and says in one line of JSON what it took. CPU time is that of the whole process since its start.
function Measure-Work([scriptblock] $Work, [long] $RequestsBefore = 0) {
    $process = [System.Diagnostics.Process]::GetCurrentProcess()
    [System.GC]::Collect()
    $process.Refresh()
    $idle = $process.WorkingSet64
    $before = $process.TotalProcessorTime
    $compiled = [System.Runtime.JitInfo]::GetCompiledMethodCount()
    $compiling = [System.Runtime.JitInfo]::GetCompilationTime()
    [System.Console]::Out.WriteLine('started')
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $seen = @{ Results = 0; First = 0.0 }
    & $Work | & { process { if ($seen.Results++ -eq 0) { $seen.First = $watch.Elapsed.TotalSeconds } } }
    $wall = $watch.Elapsed.TotalSeconds
    $process.Refresh()
    [pscustomobject]@{
        wall    = $wall
        cpu     = $process.TotalProcessorTime.TotalSeconds
        work    = ($process.TotalProcessorTime - $before).TotalSeconds
        first   = $seen.First
        methods = [System.Runtime.JitInfo]::GetCompiledMethodCount() - $compiled
        compile = ([System.Runtime.JitInfo]::GetCompilationTime() - $compiling).TotalSeconds
        results = $seen.Results
        before  = $RequestsBefore
        idleMB  = $idle / 1MB
        peakMB  = $process.PeakWorkingSet64 / 1MB
    } | ConvertTo-Json -Compress
}
