#requires -Version 5.1
#requires -Modules PartnerQualification
<#
.SYNOPSIS
    Qualifies the customers of a CSV file, unattended. Run it again after an interruption: it goes on where it stopped.

.DESCRIPTION
    Reads rows with the columns CustomerId, Qualification, EducationSegment, Website and ValidationCode; blank cells mean
    'not given'. What is sent, and what becomes of it, is written into a journal row by row, so that a killed run loses nothing
    and sends nothing twice. A customer that already holds or awaits what its row asks for is not asked for again, and neither
    is one that was denied: a customer can be verified three times at most, so that is for a person to decide.

    When the run ends, every row is a line of the result file or a line of the error file. The error file has the columns of the
    input, so that it can be corrected and given back. Both are replaced only by a run that came to its end.

    Exit codes: 0 every row was set or skipped, or there was none, which is warned of; 1 some rows failed and are in the error file; 2 the run could not begin or
    was cut short, and should be repeated. Where the script, its module or a parameter is missing, PowerShell itself ends with
    an exit code other than 0, provided that the script is started with -File.

.PARAMETER Path
    The CSV file to read.

.PARAMETER JournalPath
    The journal. The default is the input's name with '.journal.jsonl'.

.PARAMETER ResultPath
    Where to write what the service answered, one line a row. The default is the input's name with '.results.csv'.

.PARAMETER ErrorPath
    Where to write the rows that failed, and why. The default is the input's name with '.errors.csv'.

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

    [string] $JournalPath = [IO.Path]::ChangeExtension($Path, '.journal.jsonl'),

    [string] $ResultPath = [IO.Path]::ChangeExtension($Path, '.results.csv'),

    [string] $ErrorPath = [IO.Path]::ChangeExtension($Path, '.errors.csv'),

    [Parameter(ParameterSetName = 'Connection')]
    [hashtable] $Connection,

    [Parameter(Mandatory, ParameterSetName = 'ConnectScript')]
    [string] $ConnectScript,

    [ValidateRange(1, 128)]
    [int] $ThrottleLimit = 16
)

$ErrorActionPreference = 'Stop'

# What the cmdlet cannot tell: without these columns every row would be refused.
function Assert-Column($Row) {
    $columns = @($Row.PSObject.Properties.Name)
    foreach ($needed in @('CustomerId', 'CustomerTenantId', 'TenantId', 'Id'), @('Qualification')) {
        if (-not ($columns | Where-Object { $needed -contains $_ })) {
            throw "The file '$Path' has no column $($needed[0]). Its columns are: $($columns -join ', '). Columns are separated by commas."
        }
    }
}

# The row with its own columns, its number in the file, and why it failed.
function ConvertTo-ErrorLine([Management.Automation.ErrorRecord] $Failure, $Row, [int] $Number) {
    $line = [ordered]@{}
    if ($Row) { foreach ($column in $Row.PSObject.Properties) { $line[$column.Name] = $column.Value } }
    $line.Row = $Number
    $line.ErrorId = ($Failure.FullyQualifiedErrorId -split ',')[0]
    $line.Message = $Failure.Exception.Message
    $line.RecommendedAction = "$($Failure.ErrorDetails.RecommendedAction)"
    $line.RequestId = "$($Failure.Exception.RequestId)"
    $line.CorrelationId = "$($Failure.Exception.CorrelationId)"
    [pscustomobject] $line
}

# Replaces a file in one step: whoever looks finds the old one whole, or the new one.
function Write-CsvFile([string] $FilePath, [object[]] $Line) {
    if ($Line) { $Line | Export-Csv -LiteralPath "$FilePath.new" -NoTypeInformation -Encoding UTF8 } else { Set-Content -LiteralPath "$FilePath.new" $null }
    Move-Item -LiteralPath "$FilePath.new" $FilePath -Force
}

$watch = [Diagnostics.Stopwatch]::StartNew()
$results = New-Object Collections.Generic.List[object]
$failures = New-Object Collections.Generic.List[object]
$rows = @()
$lines = $null
$session = $null
$run = @{ HasBegun = $false }
$exitCode = 2
try {
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { throw "There is no file '$Path'. Give -Path the CSV file with the customers." }
    $rows = @(Import-Csv -LiteralPath $Path)
    if ($rows) { Assert-Column $rows[0] } else { Write-Warning "No rows came in: the file '$Path' is empty, or has only a header. Nothing was set." }

    if ($ConnectScript) { $null = & $ConnectScript }
    if ($Connection) { $session = Connect-PartnerQualification @Connection }
    $using = if ($session) { $session } else { Get-PartnerQualificationContext }

    $setting = @{ Session = $using; JournalPath = $JournalPath; SkipExisting = $true; ThrottleLimit = $ThrottleLimit; Confirm = $false; ErrorAction = 'Continue' }
    $rows | Set-CustomerQualification @setting 2>&1 | ForEach-Object -Begin { $run.HasBegun = $true } -Process {
        if ($_ -isnot [Management.Automation.ErrorRecord]) { $results.Add($_); return }
        $number = [int] $_.Exception.Data['Row']
        $failures.Add((ConvertTo-ErrorLine $_ -Row $(if ($number) { $rows[$number - 1] }) -Number $number))
    }

    # A review that an earlier run began is read, so that its line says how it stands now.
    $open = @($results | Where-Object { $_.SkipReason -eq 'Journal' -and -not $_.IsDecided })
    $now = @{}
    if ($open) {
        $open.CustomerId | Get-CustomerQualification -Session $using -ThrottleLimit $ThrottleLimit -ErrorAction SilentlyContinue | ForEach-Object { $now["$($_.CustomerId) $($_.Qualification)"] = $_ }
    }

    $lines = foreach ($result in $results) {
        $line = $result | Select-Object *
        $read = $now["$($line.CustomerId) $($line.Qualification)"]
        if ($read -and $line.SkipReason -eq 'Journal' -and -not $line.IsDecided) { $line.VettingStatus, $line.VettingReason, $line.IsDecided = $read.VettingStatus, $read.VettingReason, $read.IsDecided }
        $line
    }

    Write-CsvFile $ResultPath $lines
    Write-CsvFile $ErrorPath $failures
    $exitCode = if ($failures.Count) { 1 } else { 0 }
}
catch {
    if ($run.HasBegun) { Write-Warning "The run was cut short: $($_.Exception.Message) Repeat it: what is done is in the journal '$JournalPath', and is not sent again." }
    else { Write-Warning "The run could not begin: $($_.Exception.Message)" }
}
finally {
    if ($session) { Disconnect-PartnerQualification -Session $session }
}

$done = @(if ($lines) { $lines } else { $results })
[pscustomobject]@{
    Rows        = $rows.Count
    Set         = @($done | Where-Object { -not $_.Skipped }).Count
    Skipped     = @($done | Where-Object { $_.Skipped -and $_.VettingStatus -ne 'Denied' }).Count
    Denied      = @($done | Where-Object { $_.Skipped -and $_.VettingStatus -eq 'Denied' }).Count
    Failed      = $failures.Count
    Duration    = $watch.Elapsed
    JournalPath = $JournalPath
    ResultPath  = $ResultPath
    ErrorPath   = $ErrorPath
}
exit $exitCode
