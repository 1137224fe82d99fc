#requires -Version 5.1
#requires -Modules PartnerQualification
<#
.SYNOPSIS
    Qualifies the customers of a CSV file, unattended. Run it again after an interruption: only what is missing is asked for.

.DESCRIPTION
    Reads rows with the columns CustomerId, Qualification, EducationSegment, Website and ValidationCode; blank cells mean
    'not given'. Every row ends up as one line of the result file or one line of the error file, written while the run goes on.

    Before a row is sent, the customer's qualifications are read; a customer that already holds or awaits what the row asks
    for is written as skipped. A customer that was denied is left alone, too, and counted apart: a customer can be verified three
    times at most, so asking again is for a person to decide, when what was denied has been corrected. So the whole run can be repeated after a restart, a lost connection or a killed job.

    Exit codes: 0 every row was set or skipped; 1 some rows failed and are in the error file; 2 the run could not begin or
    was cut short, and should be repeated. Where the script, its module or a parameter is missing, PowerShell itself ends with
    an exit code other than 0, provided that the script is started with -File. A run that could not begin leaves the files of
    the run before as they are.

.PARAMETER Path
    The CSV file to read.

.PARAMETER ResultPath
    Where to write what the service answered, one line a row. The default is the input's name with '.results.csv'.

.PARAMETER ErrorPath
    Where to write what failed, one line a row. The default is the input's name with '.errors.csv'.

.PARAMETER Connection
    How to connect: the parameters of Connect-PartnerQualification as a hashtable. Without it the current session is used.

.PARAMETER ConnectScript
    A script that connects. It is run first, and the run uses the session that is the current one after it: for schedulers,
    which start the script with -File and have no hashtables.

.PARAMETER ThrottleLimit
    How many requests may be under way at once.

.EXAMPLE
    ./Set-QualificationFromCsv.ps1 -Path customers.csv -Connection @{ Sandbox = $true }

    A rehearsal with nothing at stake.

.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Set-QualificationFromCsv.ps1 customers.csv -ConnectScript ./connect.ps1

    From a scheduler.
#>
[CmdletBinding(DefaultParameterSetName = 'Connection')]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [string] $ResultPath = [IO.Path]::ChangeExtension($Path, '.results.csv'),

    [string] $ErrorPath = [IO.Path]::ChangeExtension($Path, '.errors.csv'),

    [Parameter(ParameterSetName = 'Connection')]
    [hashtable] $Connection,

    [Parameter(Mandatory, ParameterSetName = 'ConnectScript')]
    [string] $ConnectScript,

    [ValidateRange(1, 128)]
    [int] $ThrottleLimit
)

$ErrorActionPreference = 'Stop'

# What the cmdlet cannot tell: without these columns every row would be refused.
function Assert-Column([string] $FilePath) {
    $first = Import-Csv -LiteralPath $FilePath | Select-Object -First 1
    if (-not $first) { return }
    $columns = @($first.PSObject.Properties.Name)
    foreach ($needed in @('CustomerId', 'CustomerTenantId', 'TenantId', 'Id'), @('Qualification')) {
        if (-not ($columns | Where-Object { $needed -contains $_ })) {
            throw "The file '$FilePath' has no column $($needed[0]). Its columns are: $($columns -join ', '). Columns are separated by commas."
        }
    }
}

# A CSV file that grows line by line, so that what is done can be read while the run goes on, and after it was killed.
function Open-CsvFile([string] $FilePath) {
    $fullPath = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($FilePath)
    $stream = [IO.File]::Open($fullPath, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::Write, [IO.FileShare]::Read)
    $writer = New-Object IO.StreamWriter $stream, (New-Object Text.UTF8Encoding $false)
    $writer.AutoFlush = $true
    $converter = { ConvertTo-Csv -NoTypeInformation }.GetSteppablePipeline('Internal')
    $converter.Begin($true)
    [pscustomobject]@{ Path = $fullPath; Writer = $writer; Converter = $converter }
}

function Add-CsvLine($File, $Record) {
    foreach ($line in $File.Converter.Process($Record)) { $File.Writer.WriteLine($line) }
}

function ConvertTo-ErrorLine([Management.Automation.ErrorRecord] $Failure) {
    $details = $Failure.Exception
    [pscustomobject]@{
        CustomerId        = "$($Failure.TargetObject)"
        ErrorId           = ($Failure.FullyQualifiedErrorId -split ',')[0]
        Message           = $details.Message
        RecommendedAction = "$($Failure.ErrorDetails.RecommendedAction)"
        RequestId         = "$($details.RequestId)"
        CorrelationId     = "$($details.CorrelationId)"
    }
}

$counts = @{ Set = 0; Skipped = 0; Denied = 0; Failed = 0 }
$watch = [Diagnostics.Stopwatch]::StartNew()
$results = $null
$failures = $null
$session = $null
$exitCode = 2
try {
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { throw "There is no file '$Path'. Give -Path the CSV file with the customers." }
    Assert-Column $Path

    $options = @{ SkipExisting = $true; Confirm = $false; ErrorAction = 'Continue' }
    if ($ThrottleLimit) { $options.ThrottleLimit = $ThrottleLimit }
    if ($ConnectScript) { $null = & $ConnectScript }
    if ($Connection) { $session = Connect-PartnerQualification @Connection }
    $options.Session = if ($session) { $session } else { Get-PartnerQualificationContext }

    Import-Csv -LiteralPath $Path | Set-CustomerQualification @options 2>&1 | ForEach-Object -Begin {
        # A pipeline begins from left to right: the cmdlet has accepted the session. From here on the files of the run before
        # are replaced, once both are open.
        $results = Open-CsvFile $ResultPath
        $failures = Open-CsvFile $ErrorPath
        foreach ($file in $results, $failures) { $file.Writer.BaseStream.SetLength(0) }
    } -Process {
        if ($_ -is [Management.Automation.ErrorRecord]) {
            $counts.Failed++
            Add-CsvLine $failures (ConvertTo-ErrorLine $_)
        }
        else {
            if ($_.SkipReason -eq 'Denied') { $counts.Denied++ } elseif ($_.Skipped) { $counts.Skipped++ } else { $counts.Set++ }
            Add-CsvLine $results $_
        }
    }

    $exitCode = if ($counts.Failed) { 1 } else { 0 }
}
catch {
    if ($results -and $failures) { Write-Warning "The run was cut short: $($_.Exception.Message) Repeat it: what is done will be skipped." }
    else { Write-Warning "The run could not begin: $($_.Exception.Message)" }
}
finally {
    foreach ($file in $results, $failures) {
        if ($file) {
            $file.Converter.End()
            $file.Writer.Dispose()
        }
    }

    if ($session) { Disconnect-PartnerQualification -Session $session }
}

[pscustomobject]@{
    Set        = $counts.Set
    Skipped    = $counts.Skipped
    Denied     = $counts.Denied
    Failed     = $counts.Failed
    Duration   = $watch.Elapsed
    ResultPath = $ResultPath
    ErrorPath  = $ErrorPath
}
exit $exitCode
