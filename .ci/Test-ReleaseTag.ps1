#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
Fails where a tag is not the version of the manifest, or where the changelog calls that version unreleased.

.PARAMETER Tag
The tag: v and the version.

.PARAMETER Root
The folder of the manifest and the changelog.
#>
[CmdletBinding()]
param(
    [string] $Tag = $env:GITHUB_REF_NAME,

    [string] $Root = (Split-Path $PSScriptRoot)
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

# As text, as the build reads it: Import-PowerShellDataFile refuses a manifest that asks for the edition.
$manifest = Get-Content (Join-Path $Root PartnerQualification.psd1) -Raw
$version = [regex]::Match($manifest, "ModuleVersion\s*=\s*'([0-9.]+)'").Groups[1].Value
if ($Tag -cne "v$version") { throw "The tag '$Tag' is not the version of PartnerQualification.psd1: v$version was expected." }

$heading = @(Get-Content (Join-Path $Root CHANGELOG.md)) -match "^## $([regex]::Escape($version))\b"
if (-not $heading) { throw "CHANGELOG.md has no section '## $version'." }
if ($heading[0] -match 'unreleased') { throw "CHANGELOG.md says '$($heading[0])': put the date of the release there." }
"$Tag is the version of the manifest, and the changelog has it: $($heading[0])"
