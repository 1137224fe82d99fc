BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
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
        $lent = Connect-PartnerQualification -AccessToken (Get-TestToken -Lifetime 2) -Endpoint (Get-TestEmulator) -AccessTokenProvider ([scriptblock]::Create("(Invoke-RestMethod '$(Get-TestEmulator)emulator/token?kind=user&lifetime=3600')"))
        Wait-TestCondition { $lent.ExpiresOn -lt [DateTimeOffset]::UtcNow }
        $job = Start-ThreadJob { Import-Module $using:module; @(Get-PartnerValidationCode -Session $using:lent).Count }

        $job | Wait-Job -Timeout 30 | Should -Not -BeNullOrEmpty
        $job | Receive-Job -AutoRemoveJob -Wait | Should -Be 2
    }
}
