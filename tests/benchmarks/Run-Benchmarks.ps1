#requires -Version 7.4
<#
.SYNOPSIS
Measures what docs/performance.md speaks of, and prints it as Markdown.

.DESCRIPTION
Every contender runs in a fresh process of its own against the emulator, which runs in another one; the emulator is reset and its
dials are turned before each run. Contenders take turns, so that what slows the machine slows all of them. Figures are medians.
Wall time is the pipeline's; CPU time and peak working set are the whole process's, its start included.

.PARAMETER Scenario
What is measured; everything where nothing is named.

.PARAMETER Contender
Only contenders whose name matches this.

.PARAMETER Beside
The folder of another build of the module (out/PartnerQualification of another clone): First and Warm measure it beside this one.

.PARAMETER Repeat
How often each contender runs.

.PARAMETER SlowRepeat
How often those run that take minutes.

.PARAMETER AtOnce
How many runs there are side by side where a limiter sets the pace, each against an emulator of its own. One with PowerShell's own
runspaces counts as four, because it needs the processor.

.PARAMETER GiveUpAfter
A run against a limiter that takes so many times the ideal is ended, and not run again.
#>
[CmdletBinding()]
param(
    [ValidateSet('Limiters', 'ThrottleLimit', 'Latency', 'First', 'Reads', 'Warm', 'Memory', 'Again')]
    [string[]] $Scenario = @('Limiters', 'ThrottleLimit', 'Latency', 'First', 'Reads', 'Warm', 'Memory', 'Again'),

    [string] $Contender = '.',

    [string] $Beside,

    [ValidateRange(1, 100)]
    [int] $Repeat = 5,

    [ValidateRange(0, 100)]
    [int] $SlowRepeat = 1,

    [ValidateRange(1, 100)]
    [int] $AtOnce = 5,

    [ValidateRange(1, 1000)]
    [int] $GiveUpAfter = 5
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$root = Join-Path $PSScriptRoot ../..
$pwsh = (Get-Process -Id $PID).Path
. $PSScriptRoot/Runs.ps1
. $PSScriptRoot/Limiters.ps1

function Get-Set([int] $Count) {
    [ordered]@{
        'ours'                       = Get-Contender Module Set $Count
        '(a) foreach'                = Get-Contender Foreach Set $Count
        '(b) ForEach-Object -Parallel' = Get-Contender Parallel Set $Count
        '(c) bare HttpClient'        = Get-Contender Bare Set $Count
    }
}

function Get-Column([double] $Ideal, [int] $Count) {
    [ordered]@{
        'contender'          = { $_.Name }
        'runs'               = { $_.Runs }
        'wall s'             = { '{0:f2}' -f $_.wall }
        'times ideal'        = { '{0:f2}' -f ($_.wall / $Ideal) }.GetNewClosure()
        'worst'              = { '{0:f2}' -f ($_.worst / $Ideal) }.GetNewClosure()
        'CPU s'              = { '{0:f2}' -f $_.cpu }
        'of it the pipeline' = { $_.psobject.Properties['work'] ? '{0:f2}' -f $_.work : '' }
        'peak MB'            = { $_.psobject.Properties['peakMB'] ? '{0:f0}' -f $_.peakMB : '' }
        'refused %'          = { '{0:f2}' -f $_.refused }
        'set once'           = { '{0:f0}' -f $_.once }
        'lost'               = { '{0:f0}' -f ($Count - $_.once - $_.twice) }.GetNewClosure()
        'set twice'          = { '{0:f0}' -f $_.twice }
    }
}

function Latency {
    $contenders = Get-Set 2000
    $contenders['ours, in a session that has read'] = Get-Contender Module Set 2000 @{ Warm = $true }
    $rows = Measure-Contender $contenders @{ latencyMs = 100 } -Slow '(a) foreach'
    $columns = Get-Column 12.5 2000
    $columns['first result ms'] = { $_.psobject.Properties['first'] ? '{0:f0}' -f (1000 * $_.first) : '' }
    Write-Table '2,000 sets, 100 ms latency, no throttling (ideal 12.5 s)' $rows $columns
}

# The first result of a fresh process: at once after connecting, and where the user takes a second to type.
function First {
    $builds = [ordered]@{ 'ours' = @{} }
    if ($Beside) { $builds['the other build'] = @{ Module = $Beside } }
    foreach ($operation in 'Read', 'Set') {
        $contenders = [ordered]@{}
        foreach ($build in $builds.Keys) {
            $contenders["$build, at once"] = Get-Contender First $operation 16 $builds[$build]
            $contenders["$build, after a second"] = Get-Contender First $operation 16 ($builds[$build] + @{ PauseSeconds = 1 })
            $contenders["$build, in a session that has read"] = Get-Contender First $operation 16 ($builds[$build] + @{ Warm = $true })
        }
        $rows = Measure-Contender $contenders @{ latencyMs = 100 }
        Write-Table "the first result of $($operation.ToLowerInvariant()), 100 ms latency" $rows ([ordered]@{
            'run'             = { $_.Name }
            'runs'            = { $_.Runs }
            'first result ms' = { '{0:f0}' -f (1000 * $_.first) }
            'range'           = { Get-Range $_ first 1000 }
            'connect ms'      = { '{0:f0}' -f (1000 * $_.connect) }
            'connect range'   = { Get-Range $_ connect 1000 }
            'CPU s'           = { '{0:f2}' -f $_.cpu }
            'CPU range'       = { Get-Range $_ cpu 1 f2 }
        })
    }
}

function Reads {
    $rows = Measure-Contender ([ordered]@{
        'ours'                         = Get-Contender Module Read 10000
        '(a) foreach'                  = Get-Contender Foreach Read 10000
        '(b) ForEach-Object -Parallel' = Get-Contender Parallel Read 10000
        '(c) bare HttpClient'          = Get-Contender Bare Read 10000
        'ours, nothing read'           = Get-Contender Module Read 1
    }) -Slow '(a) foreach', '(b) ForEach-Object -Parallel'
    $practical = ($rows | Where-Object Name -Match '^\(c\)')?.cpu ?? [double]::NaN
    Write-Table '10,000 reads on loopback, no latency' $rows ([ordered]@{
        'contender'    = { $_.Name }
        'runs'         = { $_.Runs }
        'wall s'       = { '{0:f2}' -f $_.wall }
        'CPU s'        = { '{0:f2}' -f $_.cpu }
        'times (c) CPU' = { '{0:f2}' -f ($_.cpu / $practical) }.GetNewClosure()
        'peak MB'      = { $_.psobject.Properties['peakMB'] ? '{0:f0}' -f $_.peakMB : '' }
    })
}

# CPU of the reads alone. After a thousand reads .NET has yet to compile again what ran often, PowerShell's own code included: it does so in the
# background, whether anything is read or not, and has done so after some seconds of rest, or after a hundred thousand reads.
function Warm {
    $befores = [ordered]@{
        'after 1,000 that do not count'                          = @{ WarmReads = 1000 }
        'after 1,000 that do not count, and ten seconds of rest' = @{ WarmReads = 1000; RestSeconds = 10 }
        'after 100,000 that do not count'                        = @{ WarmReads = 100000 }
    }
    foreach ($before in $befores.Keys) {
        $contenders = [ordered]@{ 'ours' = Get-Contender Module Read 10000 $befores[$before] }
        if ($Beside) { $contenders['the other build'] = Get-Contender Module Read 10000 ($befores[$before] + @{ Module = $Beside }) }
        $contenders['(c) bare HttpClient'] = Get-Contender Bare Read 10000 $befores[$before]
        $rows = Measure-Contender $contenders
        $practical = ($rows | Where-Object Name -Match '^\(c\)')?.work ?? [double]::NaN
        Write-Table "10,000 reads on loopback, $before" $rows ([ordered]@{
            'contender'     = { $_.Name }
            'runs'          = { $_.Runs }
            'wall s'        = { '{0:f2}' -f $_.wall }
            'CPU s'         = { '{0:f2}' -f $_.work }
            'range'         = { Get-Range $_ work 1 f2 }
            'methods compiled' = { '{0:f0}' -f $_.methods }
            'compiling s'   = { '{0:f2}' -f $_.compile }
            'times (c) CPU' = { '{0:f2}' -f ($_.work / $practical) }.GetNewClosure()
        })
    }
}

function Memory {
    $contenders = [ordered]@{}
    foreach ($operation in 'WhatIf', 'Read') {
        foreach ($count in 1000, 10000, 100000) { $contenders["$operation, $count rows"] = Get-Contender Module $operation $count @{ Warm = $true } }
    }
    $rows = Measure-Contender $contenders
    Write-Table 'memory and time over the number of rows' $rows ([ordered]@{
        'run'             = { $_.Name }
        'runs'            = { $_.Runs }
        'idle MB'         = { '{0:f0}' -f $_.idleMB }
        'peak MB'         = { '{0:f0}' -f $_.peakMB }
        'above idle MB'   = { '{0:f0}' -f ($_.peakMB - $_.idleMB) }
        'wall s'          = { '{0:f2}' -f $_.wall }
        'µs a row'        = { '{0:f0}' -f (1e6 * $_.wall / [int] ($_.Name -replace '\D')) }
        'CPU µs a row'    = { '{0:f0}' -f (1e6 * $_.work / [int] ($_.Name -replace '\D')) }
    })
}

function Again {
    $rows = Measure-Contender ([ordered]@{
        '-SkipExisting' = Get-Contender Module Set 1000 @{ Again = $true; SkipExisting = $true }
        '-JournalPath'  = Get-Contender Module Set 1000 @{ Again = $true; Journal = $true }
    }) @{ latencyMs = 20 }
    $least = ($rows | Measure-Object wall -Minimum).Minimum
    Write-Table 'a second run over 1,000 rows of which 500 are done, bucket 50/s, 20 ms latency' $rows ([ordered]@{
        'second run'    = { $_.Name }
        'runs'          = { $_.Runs }
        'wall s'        = { '{0:f2}' -f $_.wall }
        'times the least' = { '{0:f2}' -f ($_.wall / $least) }.GetNewClosure()
        'requests'      = { '{0:f0}' -f ($_.requests - $_.before) }
        'refused %'     = { '{0:f2}' -f $_.refused }
        'set once'      = { '{0:f0}' -f $_.once }
        'set twice'     = { '{0:f0}' -f $_.twice }
    })
}

$noLimit = @{ latencyMs = 0; rate = $null; burst = $null; window = 'bucket'; windowSeconds = 1; countRejected = $true; retryAfter = 'seconds'; faults = @() }
$bare = Get-Program tests/benchmarks
$emulatorProgram = Get-Program tests/PartnerQualification.Emulator
"$([DateTime]::UtcNow.ToString('u')), PowerShell $($PSVersionTable.PSVersion), .NET $([Environment]::Version), $([System.Runtime.InteropServices.RuntimeInformation]::OSDescription), $([Environment]::ProcessorCount) processors"
if ($IsLinux) { "Load average at the start: $(Get-Content /proc/loadavg)" }
''
foreach ($name in $Scenario) {
    Write-Host $name
    & $name
}
if ($IsLinux) { "Load average at the end: $(Get-Content /proc/loadavg)" }
