# The scripts that the workflows call, as far as they go without GitHub. The workflows themselves are read by WorkflowTests.

BeforeDiscovery {
    $noAnalyzer = -not (Get-Module PSScriptAnalyzer -ListAvailable)
    $tagged = Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 | Select-String -Pattern '^Describe .* -Tag WindowsPowerShell' -List | ForEach-Object Filename
    $read = @($tagged) + 'Helpers.ps1', 'CommonCmdlets.ps1', 'Invoke-PesterFile.ps1', 'Test-WindowsPowerShell.ps1' | ForEach-Object { @{ Name = $_; NoAnalyzer = $noAnalyzer } }
}

BeforeAll {
    . $PSScriptRoot/Helpers.ps1
    $ci = Join-Path $PSScriptRoot ../../.ci
}

Describe 'What Windows PowerShell runs' {
    It 'is read by it: <Name>' -ForEach $read {
        if ($NoAnalyzer) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed' }
        $settings = @{ IncludeRules = @('PSUseCompatibleSyntax'); Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1') } } }
        $file = Join-Path $PSScriptRoot $Name

        Invoke-ScriptAnalyzer -Path $file -Settings $settings | ForEach-Object { "$($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
        # Without a mark, it takes a file for one of the system's code page.
        [System.IO.File]::ReadAllText($file) | Should -Not -Match '[^\x00-\x7F]'
    }
}

Describe 'Install-PowerShell.ps1' {
    It 'unpacks nothing that is not the release' {
        $archive = Join-Path $TestDrive archive
        $destination = Join-Path $TestDrive destination
        Set-Content $archive 'not a release'

        { & $ci/Install-PowerShell.ps1 -Version 7.6.5 -Archive $archive -Destination $destination } | Should -Throw '*is not *7.6.5*as it was released*Nothing was unpacked.'
        $destination | Should -Not -Exist
    }
}

Describe 'Test-ReleaseTag.ps1' {
    BeforeAll {
        Set-Content "$TestDrive/PartnerQualification.psd1" "@{ ModuleVersion          = '1.2.3' }"
    }

    It 'accepts the version of the manifest, when the changelog has it' {
        Set-Content "$TestDrive/CHANGELOG.md" '# Changelog', '', '## 1.2.3 (2026-12-24)', '## 1.2.2 (unreleased)'

        & $ci/Test-ReleaseTag.ps1 -Tag v1.2.3 -Root $TestDrive | Should -BeLike 'v1.2.3 is the version of the manifest*2026-12-24*'
    }

    It 'refuses <tag> where the changelog has <heading>' -ForEach @(
        @{ Tag = 'v1.2.4'; Heading = '## 1.2.4'; Message = '*v1.2.3 was expected*' }
        @{ Tag = '1.2.3'; Heading = '## 1.2.3'; Message = '*v1.2.3 was expected*' }
        @{ Tag = ''; Heading = '## 1.2.3'; Message = '*v1.2.3 was expected*' }
        @{ Tag = 'v1.2.3'; Heading = '## 1.2.3 (unreleased)'; Message = '*put the date of the release there*' }
        @{ Tag = 'v1.2.3'; Heading = '## 1.2.30'; Message = '*no section*' }
    ) {
        Set-Content "$TestDrive/CHANGELOG.md" '# Changelog', '', $Heading

        { & $ci/Test-ReleaseTag.ps1 -Tag $Tag -Root $TestDrive } | Should -Throw $Message
    }
}

Describe 'Import-SigningCertificate.ps1' {
    It 'says that the package will not be signed where no certificate is given' {
        $before = $env:SIGNING_CERTIFICATE
        $env:SIGNING_CERTIFICATE = $null
        try { & $ci/Import-SigningCertificate.ps1 | Should -Be 'No certificate is given (SIGNING_CERTIFICATE): the package will not be signed.' }
        finally { $env:SIGNING_CERTIFICATE = $before }
    }

    It 'puts the certificate into the store, and names it to the next steps' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'the store of this system is not in a folder that the test could have for itself' }
        $said = Invoke-FreshPowerShell {
            # The store of .NET on Linux is in the home folder.
            $env:HOME = $args[1]
            $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Test', [System.Security.Cryptography.RSA]::Create(2048), 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $made = $request.CreateSelfSigned([DateTimeOffset]::UtcNow, [DateTimeOffset]::UtcNow.AddDays(1))
            $env:SIGNING_CERTIFICATE = [Convert]::ToBase64String($made.Export('Pfx', 'a password'))
            $env:SIGNING_CERTIFICATE_PASSWORD = 'a password'
            $env:GITHUB_ENV = Join-Path $args[1] env
            & $args[0]
            "named: $((Get-Content $env:GITHUB_ENV) -eq "SIGNING_CERTIFICATE_THUMBPRINT=$($made.Thumbprint)")"
            $store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
            $store.Open('ReadOnly')
            "with its key: $(($store.Certificates | Where-Object Thumbprint -EQ $made.Thumbprint).HasPrivateKey)"
        } "$ci/Import-SigningCertificate.ps1", "$TestDrive"

        $said[0] | Should -BeLike 'The package will be signed by CN=Test, until ????-??-??.'
        $said[1..2] | Should -Be 'named: True', 'with its key: True'
    }
}

Describe 'Publish-Release.ps1' {
    BeforeAll {
        $packages = New-Item -ItemType Directory (Join-Path $TestDrive packages)
        $before = $env:GALLERY_API_KEY
    }

    AfterEach {
        $env:GALLERY_API_KEY = $before
    }

    It 'asks for the key' {
        $env:GALLERY_API_KEY = $null

        { & $ci/Publish-Release.ps1 -Path $packages } | Should -Throw '*GALLERY_API_KEY*environment "gallery"*'
    }

    It 'asks for a package' {
        $env:GALLERY_API_KEY = 'a key'

        { & $ci/Publish-Release.ps1 -Path $packages } | Should -Throw '*has 0 packages*'
    }

    It 'publishes the package as it is' {
        if (-not ((Get-Command Publish-PSResource -ErrorAction Ignore).Parameters.NupkgPath)) { Set-ItResult -Skipped -Because 'this PSResourceGet publishes no packages that are there' }
        $env:GALLERY_API_KEY = 'a key'
        $feed = New-Item -ItemType Directory (Join-Path $TestDrive feed)
        $name = "PartnerQualificationTest$(New-Guid)"
        Compress-PSResource -Path (Split-Path (Get-TestModulePath)) -DestinationPath $packages -SkipModuleManifestValidate
        Register-PSResourceRepository $name -Uri $feed.FullName -Trusted
        try { $said = & $ci/Publish-Release.ps1 -Path $packages -Repository $name }
        finally { Unregister-PSResourceRepository $name }

        $package = Get-ChildItem $packages
        (Get-FileHash (Get-ChildItem $feed -File -Recurse)).Hash | Should -Be (Get-FileHash $package).Hash
        $said | Should -Be "$($package.Name) was published to $name."
    }
}
