BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

Describe 'The current session' {
    It 'is seen by no other runspace' {
        $mine = Connect-PartnerQualification -Sandbox -CustomerCount 3
        $powershell = [powershell]::Create()
        $other = $powershell.AddScript({
                param($module)
                Import-Module $module
                try { Get-PartnerQualificationContext } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
                $null = Connect-PartnerQualification -Sandbox -CustomerCount 5
                @(Get-CustomerQualification -All -IncludeUnqualified).Count
            }).AddArgument((Get-TestModulePath)).Invoke()

        $other | Should -Be NotConnected, 5
        Get-PartnerQualificationContext | Should -Be $mine
        @(Get-CustomerQualification -All -IncludeUnqualified).Count | Should -Be 3
    }

    It 'is not touched by a disconnect in another runspace' {
        $null = Connect-PartnerQualification -Sandbox
        $null = [powershell]::Create().AddScript({ param($module) Import-Module $module; $null = Connect-PartnerQualification -Sandbox; Disconnect-PartnerQualification }).AddArgument((Get-TestModulePath)).Invoke()

        { Get-PartnerValidationCode } | Should -Not -Throw
    }
}

Describe 'A session that is handed over' {
    BeforeAll {
        $session = Connect-PartnerQualification -Sandbox -CustomerCount 40
        $module = Get-TestModulePath
    }

    It 'works in ForEach-Object -Parallel' {
        $set = Get-TestCustomerId (1..8) | ForEach-Object -Parallel {
            Import-Module $using:module
            Set-CustomerQualification $_ StateOwnedEntity -Confirm:$false -Session $using:session
        }

        $set.CustomerId | Sort-Object | Should -Be (Get-TestCustomerId (1..8))
    }

    It 'works in a thread job' {
        $job = Start-ThreadJob { Import-Module $using:module; @(Get-CustomerQualification -All -IncludeUnqualified -Session $using:session).Count }

        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 40
    }

    It 'asks its token provider, whichever runspace needs the token' {
        $null = Connect-TestEmulator
        $lent = Connect-PartnerQualification -AccessToken (Get-TestToken -Lifetime 1) -Endpoint (Get-TestEmulator) -AccessTokenProvider ([scriptblock]::Create("(Invoke-RestMethod '$(Get-TestEmulator)emulator/token?kind=user&lifetime=3600')"))
        Start-Sleep -Milliseconds 1100
        $job = Start-ThreadJob { Import-Module $using:module; @(Get-PartnerValidationCode -Session $using:lent).Count }

        $job | Wait-Job -Timeout 30 | Should -Not -BeNullOrEmpty
        $job | Receive-Job -AutoRemoveJob -Wait | Should -Be 2
    }
}
