# The samples of unattended sign-in, with stand-ins for the vault and for Azure.

BeforeAll {
    . $PSScriptRoot/SignIn.ps1
    $samples = (Resolve-Path $PSScriptRoot/../../samples).Path
    $api = Reset-TestEmulator
    $env:PQ_EMULATOR = Get-TestEmulator
}

Describe 'Save-RefreshToken.SecretManagement.ps1' {
    BeforeDiscovery {
        $hasSecretManagement = [bool] (Get-Module Microsoft.PowerShell.SecretManagement -ListAvailable)
    }

    BeforeAll {
        $folder = "$TestDrive/vault"
        $extension = New-Item -ItemType Directory "$TestDrive/TestVault/TestVault.Extension"
        Set-Content "$TestDrive/TestVault/TestVault.psd1" "@{ ModuleVersion = '1.0'; NestedModules = './TestVault.Extension'; FunctionsToExport = @(); PrivateData = @{ PSData = @{ Tags = 'SecretManagement' } } }"
        Set-Content "$extension/TestVault.Extension.psd1" "@{ ModuleVersion = '1.0'; RootModule = 'TestVault.Extension.psm1'; FunctionsToExport = 'Get-Secret', 'Set-Secret', 'Remove-Secret', 'Get-SecretInfo', 'Test-SecretVault' }"
        Set-Content "$extension/TestVault.Extension.psm1" @'
function Get-Secret { param($Name, $VaultName, $AdditionalParameters) if (Test-Path "$($AdditionalParameters.Folder)/$Name.xml") { Import-Clixml "$($AdditionalParameters.Folder)/$Name.xml" } }
function Set-Secret { param($Name, $Secret, $VaultName, $AdditionalParameters, $Metadata) if (Test-Path "$($AdditionalParameters.Folder)/closed") { throw 'the vault is closed' }; $Secret | Export-Clixml "$($AdditionalParameters.Folder)/$Name.xml" }
function Remove-Secret { param($Name, $VaultName, $AdditionalParameters) Remove-Item "$($AdditionalParameters.Folder)/$Name.xml" }
function Get-SecretInfo { param($Filter, $VaultName, $AdditionalParameters) Get-ChildItem $AdditionalParameters.Folder -Filter *.xml | ForEach-Object { [Microsoft.PowerShell.SecretManagement.SecretInformation]::new($_.BaseName, 'SecureString', $VaultName) } }
function Test-SecretVault { param($VaultName, $AdditionalParameters) $true }
'@
        $null = New-Item -ItemType Directory $folder
        $said = Invoke-FreshPowerShell {
            $tests, $samples, $home2, $folder = $args
            $env:HOME = $home2
            . $tests/SignIn.ps1
            Import-Module Microsoft.PowerShell.SecretManagement
            Register-SecretVault TestVault -ModuleName "$home2/TestVault" -VaultParameters @{ Folder = $folder } -DefaultVault
            $app = New-TestApp
            $way = @{ ApplicationId = $app.ClientId; TenantId = $app.TenantId; Connection = @{ Endpoint = Get-TestEmulator } }
            function Test-Stored { (ConvertFrom-TestSecret (Get-Secret PartnerQualification-RefreshToken)) -eq $app.LatestRefreshToken }

            $null = & $samples/Save-RefreshToken.SecretManagement.ps1 @way -FirstConsent -DeviceCode 6>$null
            "consent stored: $(Test-Stored)"
            $session = & $samples/Save-RefreshToken.SecretManagement.ps1 @way
            "method: $($session.SignInMethod)"
            "rotated stored: $(Test-Stored)"
            Set-TestDials @{ faults = @(@{ kind = 'status:401'; times = 1 }) }
            "codes: $(@(Get-PartnerValidationCode).Count)"
            Set-TestDials @{ faults = @() }
            "renewed stored: $(Test-Stored), redeemed $($app.Requests('refresh_token'))"

            $null = New-Item "$folder/closed"
            $session = & $samples/Save-RefreshToken.SecretManagement.ps1 @way -WarningVariable warnings -WarningAction SilentlyContinue
            "closed: $($session.IsConnected), warned: $("$warnings" -match 'NOT STORED')"
            Remove-Item "$folder/closed"

            $app = New-TestApp 'the secret'
            Set-Secret PartnerApp (Get-TestCredential $app)
            Set-Secret Other (New-TestRefreshToken $app)
            $session = & $samples/Save-RefreshToken.SecretManagement.ps1 -ApplicationSecretName PartnerApp -TenantId $app.TenantId -SecretName Other -Vault TestVault -Connection @{ Endpoint = Get-TestEmulator }
            "confidential: $($session.ApplicationId -eq $app.ClientId), stored: $((ConvertFrom-TestSecret (Get-Secret Other)) -eq $app.LatestRefreshToken)"
        } $PSScriptRoot, $samples, $TestDrive, $folder
    }

    It 'does the round trip: <Expected>' -Skip:(-not $hasSecretManagement) -ForEach @(
        @{ Expected = 'consent stored: True' }
        @{ Expected = 'method: RefreshToken' }
        @{ Expected = 'rotated stored: True' }
        @{ Expected = 'codes: 2' }
        @{ Expected = 'renewed stored: True, redeemed 2' }
        @{ Expected = 'closed: True, warned: True' }
        @{ Expected = 'confidential: True, stored: True' }
    ) {
        $said | Should -Contain $expected
    }
}

Describe 'Runbook.AzureAutomation.ps1' {
    BeforeEach {
        $app = New-TestApp 'the secret'
        $global:azure = @{ Credential = Get-TestCredential $app; Tenant = $app.TenantId; Secret = New-TestRefreshToken $app; Stored = 0 }
        function global:Get-AutomationPSCredential { param($Name) if ($Name -eq 'PartnerApp') { $global:azure.Credential } }
        function global:Get-AutomationVariable { param($Name) @{ PartnerTenantId = $global:azure.Tenant; PartnerKeyVault = 'contoso-vault' }[$Name] }
        function global:Disable-AzContextAutosave { param($Scope) "$Scope" }
        function global:Connect-AzAccount { param([switch] $Identity) "$Identity" }
        function global:Get-AzKeyVaultSecret { param($VaultName, $Name) if ($global:azure.Secret) { [pscustomobject] @{ VaultName = $VaultName; Name = $Name; SecretValue = $global:azure.Secret } } }
        function global:Set-AzKeyVaultSecret {
            param($VaultName, $Name, [securestring] $SecretValue)
            $global:azure.Stored++
            $global:azure.Secret = $SecretValue
            [pscustomobject] @{ VaultName = $VaultName; Name = $Name }
        }
    }

    AfterEach {
        foreach ($name in 'Get-AutomationPSCredential', 'Get-AutomationVariable', 'Disable-AzContextAutosave', 'Connect-AzAccount', 'Get-AzKeyVaultSecret', 'Set-AzKeyVaultSecret') { Remove-Item "function:global:$name" }
        Remove-Variable azure -Scope Global
    }

    It 'reports the reviews and stores the new refresh token' {
        $null = Reset-TestEmulator @{ vettingSeconds = 600 }
        $null = Set-CustomerQualification (Get-TestCustomerId 3) Education -EducationSegment K12 -Website contoso.edu -Confirm:$false
        $reported = & $samples/Runbook.AzureAutomation.ps1 -Connection $api

        $reported.CustomerId | Should -Be (Get-TestCustomerId 3)
        $global:azure.Stored | Should -Be 1
        ConvertFrom-TestSecret $global:azure.Secret | Should -Be $app.LatestRefreshToken
        { Get-PartnerQualificationContext } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'runs again with what it stored' {
        $null = & $samples/Runbook.AzureAutomation.ps1 -Connection $api
        $null = & $samples/Runbook.AzureAutomation.ps1 -Connection $api

        $global:azure.Stored | Should -Be 2
    }

    It 'says what is missing before the first consent' {
        $global:azure.Secret = $null

        { & $samples/Runbook.AzureAutomation.ps1 -Connection $api } | Should -Throw '*first consent*'
    }
}

Describe 'The scripts' {
    It '<_> has nothing that PSScriptAnalyzer finds' -ForEach 'Save-RefreshToken.SecretManagement.ps1', 'Runbook.AzureAutomation.ps1' -Skip:(-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
        Invoke-ScriptAnalyzer "$samples/$_" | Should -BeNullOrEmpty
    }
}
