#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
Installs the modules that tests use where they are there, in the versions that the tests are written with.

.DESCRIPTION
Without them the tests that need them are skipped, and say so. On Windows, Pester is put where Windows PowerShell finds it too.

.PARAMETER Repository
The repository of modules to install from.
#>
[CmdletBinding()]
param(
    [string] $Repository = 'PSGallery'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$modules = [ordered]@{
    'Pester'                                = '5.9.1'
    'PSScriptAnalyzer'                      = '1.25.0'
    'Microsoft.PowerShell.PlatyPS'          = '1.0.3'
    'Microsoft.PowerShell.PSResourceGet'    = '1.2.0'
    'Microsoft.PowerShell.SecretManagement' = '1.1.2'
}

foreach ($name in $modules.Keys) {
    $version = [version] $modules[$name]
    if (Get-Module $name -ListAvailable | Where-Object Version -EQ $version) { "$name $version is there." }
    else {
        # A version in brackets is that version, and no later one.
        Install-PSResource $name -Version "[$version]" -Repository $Repository -TrustRepository -Quiet
        "$name $version was installed."
    }
}

if ($IsWindows) {
    # Windows PowerShell brings a Pester 3, and Install-Module there stumbles over its publisher.
    $folder = Join-Path ([Environment]::GetFolderPath('MyDocuments')) WindowsPowerShell/Modules
    if (-not (Test-Path (Join-Path $folder "Pester/$($modules.Pester)"))) {
        $null = New-Item -ItemType Directory -Force $folder
        Save-PSResource Pester -Version "[$($modules.Pester)]" -Repository $Repository -TrustRepository -Quiet -Path $folder
    }
    "Pester $($modules.Pester) is there for Windows PowerShell."
}
