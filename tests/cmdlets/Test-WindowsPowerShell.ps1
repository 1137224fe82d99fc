<#
.SYNOPSIS
Runs the tests that Windows PowerShell can run, file by file, in the PowerShell that runs this script. Ends with an error if one fails.

.DESCRIPTION
These are the tests that are tagged WindowsPowerShell, in a Describe, and not PowerShell7, in an It of it. They need Pester 5 or later, and
what `dotnet build tests/cmdlets` has built. The workflow runs this script in Windows PowerShell; in PowerShell 7 it shows that it works.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$script = Join-Path $PSScriptRoot Invoke-PesterFile.ps1
$files = @(Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 | Select-String -Pattern '-Tag WindowsPowerShell' -List)
$failed = @(
    foreach ($file in $files) {
        # In a process of its own, as the other Pester files run.
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $script -Path $file.Path -Tag WindowsPowerShell -ExcludeTag PowerShell7 | Out-Host
        if ($LASTEXITCODE -ne 0) { $file.Filename }
    }
)
if ($failed) { throw "$($failed.Count) of $($files.Count) files failed in PowerShell $($PSVersionTable.PSVersion): $($failed -join ', ')" }
"$($files.Count) files passed in PowerShell $($PSVersionTable.PSVersion)."
