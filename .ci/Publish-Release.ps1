#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
Publishes the package of the module, as it was built, to the PowerShell Gallery.

.DESCRIPTION
The Gallery knows no sign-in by OIDC (PowerShell/PowerShellGallery issue 353), so it takes a key: GALLERY_API_KEY, a secret of the environment
"gallery". It is read from the environment here, and stands on no command line of a process.

.PARAMETER Path
The folder of the package.

.PARAMETER Repository
Where to publish to: a repository that Get-PSResourceRepository names.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [string] $Repository = 'PSGallery'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

if (-not $env:GALLERY_API_KEY) { throw 'GALLERY_API_KEY is not set: it is a secret of the environment "gallery".' }
$packages = @(Get-ChildItem $Path -Filter PartnerQualification.*.nupkg)
if ($packages.Count -ne 1) { throw "$Path has $($packages.Count) packages PartnerQualification.*.nupkg, and should have one." }

Publish-PSResource -NupkgPath $packages[0].FullName -Repository $Repository -ApiKey $env:GALLERY_API_KEY
"$($packages[0].Name) was published to $Repository."
