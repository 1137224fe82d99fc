# The package as a gallery and its users meet it: published, found, installed and used, with PSResourceGet. What is in it is
# tested in Hosted/PackageTests.cs, on every machine.

BeforeDiscovery {
    # 1.1.0 is the first that publishes a package as it is.
    $noResourceGet = -not (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable | Where-Object Version -GE ([version] '1.1.0'))
}

BeforeAll {
    . $PSScriptRoot/Helpers.ps1

    # What the tests were built with: PartnerQualification.Cmdlets.Tests.csproj packs the module.
    function Get-TestPackage {
        $configuration = $env:PQ_CONFIGURATION ? $env:PQ_CONFIGURATION : '*'
        Get-Item (Join-Path $PSScriptRoot "bin/$configuration/package/*.nupkg") | Sort-Object LastWriteTime | Select-Object -Last 1
    }

    # The files below a folder, each with its hash.
    function Get-FileList([string] $Folder) {
        Get-ChildItem $Folder -Recurse -File | ForEach-Object { "$([System.IO.Path]::GetRelativePath($Folder, $_.FullName)) $((Get-FileHash -LiteralPath $_.FullName).Hash)" } | Sort-Object
    }

    # Gives this process, and those that it starts, a home below the tests' folder.
    function Set-Home([string] $Name) {
        $env:HOME = (New-Item -ItemType Directory -Force (Join-Path $TestDrive $Name)).FullName
        $env:XDG_DATA_HOME = (New-Item -ItemType Directory -Force (Join-Path $env:HOME .local/share)).FullName
        $env:XDG_CONFIG_HOME = (New-Item -ItemType Directory -Force (Join-Path $env:HOME .config)).FullName
    }

    # What a gallery reads in a package.
    function Get-PackageMetadata([string] $Package) {
        $archive = [System.IO.Compression.ZipFile]::OpenRead($Package)
        try {
            $stream = ($archive.Entries | Where-Object Name -Like *.nuspec).Open()
            $nuspec = [xml] [System.IO.StreamReader]::new($stream).ReadToEnd()
        }
        finally {
            $archive.Dispose()
        }
        $metadata = [ordered]@{}
        foreach ($node in $nuspec.package.metadata.ChildNodes) { $metadata[$node.Name] = $node.InnerText }
        $metadata
    }
}

Describe 'Without PSResourceGet' {
    if ($noResourceGet) {
        It 'the package is neither published nor installed' {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PSResourceGet 1.1.0 or later is not installed'
        }
    }
}

Describe 'The package' -Skip:$noResourceGet {
    BeforeAll {
        $package = Get-TestPackage
        $module = Split-Path (Get-TestModulePath)

        # A home of its own: neither the repositories nor the modules of whoever runs the tests are touched.
        $before = @{}
        foreach ($name in 'HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'PSModulePath', 'PQ_MODULE_PATH') { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
        Set-Home home
        $repository = (New-Item -ItemType Directory (Join-Path $TestDrive repository)).FullName
        $fromFolder = (New-Item -ItemType Directory (Join-Path $TestDrive from-folder)).FullName

        $published = Invoke-FreshPowerShell {
            $ErrorActionPreference = 'Stop'
            $package, $repository, $folder, $fromFolder = $args
            $name = "pq-$([guid]::NewGuid())"
            try {
                Register-PSResourceRepository $name $repository -Trusted
                Publish-PSResource -NupkgPath $package -Repository $name

                # On Windows, no variable moves the folder in which modules are installed.
                $found = Find-PSResource PartnerQualification -Repository $name
                if ($IsWindows) { Save-PSResource PartnerQualification -Repository $name -Path (Join-Path $env:XDG_DATA_HOME powershell/Modules) }
                else { Install-PSResource PartnerQualification -Repository $name }
            }
            finally {
                Unregister-PSResourceRepository $name -ErrorAction Ignore
            }

            # A package that PSResourceGet makes of the same files, to compare with ours.
            try {
                Register-PSResourceRepository $name $fromFolder -Trusted
                Publish-PSResource -Path $folder -Repository $name
            }
            finally {
                Unregister-PSResourceRepository $name -ErrorAction Ignore
            }
            $found | Select-Object Name, @{ n = 'Version'; e = { "$($_.Version)" } }, Author, Description, ReleaseNotes, Tags,
                @{ n = 'LicenseUri'; e = { "$($_.LicenseUri)" } }, @{ n = 'ProjectUri'; e = { "$($_.ProjectUri)" } }, @{ n = 'IconUri'; e = { "$($_.IconUri)" } },
                @{ n = 'Commands'; e = { $_.Includes.Command } } | ConvertTo-Json
        } $package.FullName, $repository, $module, $fromFolder

        $installed = Get-Item (Join-Path $env:HOME .local/share/powershell/Modules/PartnerQualification/*/PartnerQualification.psd1) -ErrorAction Ignore
    }

    AfterAll {
        foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    }

    It 'is published as it is' {
        Get-ChildItem $repository | Should -HaveCount 1 -Because ($published -join "`n")
        (Get-FileHash (Join-Path $repository $package.Name)).Hash | Should -Be (Get-FileHash $package.FullName).Hash
    }

    It 'is found with what the manifest says' {
        $found = $published -join "`n" | ConvertFrom-Json
        $manifest = Test-ModuleManifest (Get-TestModulePath)

        $found.Name | Should -Be PartnerQualification
        $found.Version | Should -Be "$($manifest.Version)"
        $found.Tags | Where-Object { $_ -notlike 'PSC*' -and $_ -notlike 'PSIncludes*' -and $_ -ne 'PSModule' } | Should -Be @($manifest.PrivateData.PSData.Tags)
        $found.Commands | Sort-Object | Should -Be @($manifest.ExportedCmdlets.Keys | Sort-Object)
        foreach ($name in 'Author', 'Description', 'ReleaseNotes', 'LicenseUri', 'ProjectUri', 'IconUri') { $found.$name | Should -Be "$($manifest.$name)" -Because $name }
    }

    It 'tells a gallery what Publish-PSResource would tell it of the folder, and the commands besides' {
        $ours = Get-PackageMetadata $package
        $theirs = Get-PackageMetadata (Get-Item (Join-Path $fromFolder *.nupkg))

        $ours.tags | Should -BeLike "$($theirs.tags) PSIncludes_Cmdlet PSCmdlet_*"
        $ours.Remove('tags')
        $theirs.Remove('tags')
        # PSResourceGet names no icon.
        $ours.iconUrl | Should -Be "$((Test-ModuleManifest (Get-TestModulePath)).IconUri)"
        $ours.Remove('iconUrl')
        $theirs.Remove('iconUrl')
        ($ours.GetEnumerator() | ForEach-Object { "$($_.Key): $($_.Value)" }) | Should -Be @($theirs.GetEnumerator() | ForEach-Object { "$($_.Key): $($_.Value)" })
    }

    It 'is installed with the files that are in it, without what is for the gallery only' {
        $unpacked = Join-Path $TestDrive unpacked
        [System.IO.Compression.ZipFile]::ExtractToDirectory($package, $unpacked)
        $packed = Get-FileList $unpacked | Where-Object { $_ -notmatch '^(_rels|package|\[Content_Types\]\.xml|PartnerQualification\.nuspec)\b' }
        $packed.Count | Should -BeGreaterThan 40

        Get-FileList (Split-Path $installed) | Where-Object { $_ -notlike 'PSGetModuleInfo.xml *' } | Should -Be $packed
    }

    It 'is installed from the folder that it was made in, by the line that the README has' -Skip:$IsWindows {
        $line = [regex]::Match((Get-Content (Join-Path $PSScriptRoot ../../README.md) -Raw), 'pwsh -Command "(Register-PSResourceRepository [^"]+)"').Groups[1].Value
        $line | Should -BeLike '*./out*Install-PSResource PartnerQualification*'
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive clone)).FullName
        # With everything that is made beside it.
        Copy-Item $package.Directory (Join-Path $folder out) -Recurse
        Set-Home home-of-a-reader
        try { $said = Invoke-FreshPowerShell { Set-Location $args[0]; & ([scriptblock]::Create($args[1])) } $folder, $line }
        finally { Set-Home home }

        $said | Should -BeNullOrEmpty
        Join-Path $TestDrive home-of-a-reader/.local/share/powershell/Modules/PartnerQualification | Should -Exist
    }

    It 'has beside it the hashes of what was made, as sha256sum checks them' {
        Get-Content (Join-Path $package.DirectoryName hashes.sha256) | Should -Be @(Get-ChildItem $package.DirectoryName -Filter *.*nupkg | Sort-Object Name | ForEach-Object { "$((Get-FileHash $_.FullName).Hash.ToLowerInvariant())  $($_.Name)" })
    }

    It 'does in a new process what the beginning of the README shows before it signs in' {
        $env:PQ_MODULE_PATH = $installed.FullName
        $env:PSModulePath = "$(Join-Path $env:XDG_DATA_HOME powershell/Modules)$([System.IO.Path]::PathSeparator)$env:PSModulePath"
        $said = Invoke-FreshPowerShell {
            . "$($args[0])/Helpers.ps1"
            . "$($args[0])/Pages.ps1"
            . "$($args[0])/ExampleEnvironment.ps1"
            "imported: $((Get-Module PartnerQualification).ModuleBase)"
            "found by its name: $((Get-Module PartnerQualification -ListAvailable | Select-Object -First 1).ModuleBase)"
            $examples = Get-PowerShellBlock (Get-UserPage | Select-Object -First 1)
            $session = Open-ExampleSession $examples
            foreach ($example in $examples) {
                if ($example.Code -match '\$appId') { break }
                $run = Invoke-Example $session $example
                "$($example.Heading): $(@($run.Output).Count -gt 0), errors: $($run.Errors)"
            }
            Close-ExampleSession $session
        } $PSScriptRoot

        $said[0..1] | Should -Be "imported: $(Split-Path $installed)", "found by its name: $(Split-Path $installed)"
        $said.Count | Should -BeGreaterThan 5
        $said | Select-Object -Skip 2 | Should -BeLike '*: True, errors: '
    }
}

Describe 'Signing' {
    It 'signs what is ours and a catalog of what is packed, the catalog last' {
        $folder = Join-Path $TestDrive signed
        Copy-Item (Split-Path (Get-TestModulePath)) $folder -Recurse
        $certificate = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Test', [System.Security.Cryptography.ECDsa]::Create(), 'SHA256').CreateSelfSigned([DateTimeOffset]::Now, [DateTimeOffset]::Now.AddDays(1))
        $signed = [System.Collections.Generic.List[string]]::new()
        $catalogued = [System.Collections.Generic.List[string]]::new()

        # Stand-ins of what only Windows has.
        function Set-AuthenticodeSignature($FilePath, $Certificate, $HashAlgorithm, $TimestampServer) {
            $signed.Add([System.IO.Path]::GetRelativePath($folder, $FilePath).Replace('\', '/'))
            @{ Status = 'Valid'; Used = $Certificate, $HashAlgorithm, $TimestampServer }
        }
        function New-FileCatalog($CatalogFilePath, $Path, $CatalogVersion) {
            Get-FileList $Path | ForEach-Object { $catalogued.Add($_) }
            Set-Content $CatalogFilePath "catalog $CatalogVersion"
        }
        & (Join-Path $PSScriptRoot ../../src/PartnerQualification.Module/Add-Signature.ps1) $folder $certificate

        $signed | Sort-Object | Should -Be @(
            'net472/lib/PartnerQualification.Client.dll', 'net472/lib/PartnerQualification.Report.dll', 'net472/lib/PartnerQualification.Sandbox.dll'
            'net472/PartnerQualification.dll', 'net472/PartnerQualification.PowerShell.dll'
            'net8.0/lib/PartnerQualification.Client.dll', 'net8.0/lib/PartnerQualification.Report.dll', 'net8.0/lib/PartnerQualification.Sandbox.dll'
            'net8.0/PartnerQualification.dll', 'net8.0/PartnerQualification.PowerShell.dll'
            'PartnerQualification.cat', 'PartnerQualification.format.ps1xml', 'PartnerQualification.psd1', 'PartnerQualification.types.ps1xml'
        )
        $signed[-1] | Should -Be 'PartnerQualification.cat'
        $catalogued | Should -Be @(Get-FileList $folder | Where-Object { $_ -notlike '*.pdb *' -and $_ -notlike 'PartnerQualification.cat *' })
    }

    It 'says of a file that could not be signed which it is' {
        function Set-AuthenticodeSignature($FilePath) { @{ Status = 'UnknownError'; StatusMessage = "no trust in what signs $FilePath" } }
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive refused)).FullName
        Set-Content (Join-Path $folder A.psd1) '@{}'
        $certificate = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Test', [System.Security.Cryptography.ECDsa]::Create(), 'SHA256').CreateSelfSigned([DateTimeOffset]::Now, [DateTimeOffset]::Now.AddDays(1))

        { & (Join-Path $PSScriptRoot ../../src/PartnerQualification.Module/Add-Signature.ps1) $folder $certificate } | Should -Throw '*A.psd1 could not be signed: no trust*'
    }

    It 'is refused before anything is built where it cannot be done' -Skip:$IsWindows {
        $said = Invoke-FreshPowerShell { & "$($args[0])/../../build.ps1" -Task Package -CertificateThumbprint 00 } $PSScriptRoot

        $said -join "`n" -replace '\s*\n[\s|]*', ' ' | Should -BeLike '*Signing needs Windows*'
        $said | Where-Object { $_ -like 'Built *' } | Should -BeNullOrEmpty
    }
}
