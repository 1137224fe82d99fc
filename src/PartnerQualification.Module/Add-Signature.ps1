#requires -Version 7.4

<#
.SYNOPSIS
Signs a module's folder: its scripts and assemblies of ours, and a catalog of all files.

.DESCRIPTION
Works on Windows, which alone has the commands. The assemblies of others are signed by those who made them. Install-PSResource
-AuthenticodeCheck compares a module with its catalog; so symbols, which are not in the package, are not in the catalog either.

.PARAMETER Folder
The module's folder.

.PARAMETER Certificate
A certificate for signing code, with its private key.

.PARAMETER TimestampServer
Who confirms when it was signed: so the signature outlives the certificate.

.EXAMPLE
./src/PartnerQualification.Module/Add-Signature.ps1 out/PartnerQualification/0.1.0 (Get-Item Cert:/CurrentUser/My/<thumbprint>)

Signs what ./build.ps1 has built.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Folder,

    [Parameter(Mandatory)]
    [System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate,

    [string] $TimestampServer = 'http://timestamp.digicert.com'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

function Add-FileSignature([string] $Path) {
    $signature = Set-AuthenticodeSignature $Path -Certificate $Certificate -HashAlgorithm SHA256 -TimestampServer $TimestampServer
    if ($signature.Status -ne 'Valid') { throw "$Path could not be signed: $($signature.StatusMessage)" }
}

Get-ChildItem $Folder -Recurse -File | Where-Object { $_.Extension -in '.psd1', '.ps1xml' -or $_.Name -like 'PartnerQualification*.dll' } |
    ForEach-Object { Add-FileSignature $_.FullName }

$packed = New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) "pq-catalog-$([guid]::NewGuid())")
try {
    $catalog = Join-Path $Folder PartnerQualification.cat
    Remove-Item $catalog -ErrorAction Ignore
    Copy-Item (Join-Path $Folder *) $packed -Recurse -Exclude *.pdb
    $null = New-FileCatalog $catalog -Path $packed -CatalogVersion 2.0
    Add-FileSignature $catalog
}
finally {
    Remove-Item $packed -Recurse -Force
}
