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

    It 'sets and waits in a thread job, while the prompt goes on with the same session' {
        $job = Start-ThreadJob {
            Import-Module $using:module
            Set-CustomerQualification c0000000-0000-4000-8000-000000000021 StateOwnedEntity -Confirm:$false -Session $using:session -Wait
        }
        $here = Get-CustomerQualification (Get-TestCustomerId 22) -IncludeUnqualified -Session $session

        $set = $job | Receive-Job -Wait -AutoRemoveJob
        $set.Qualification, $here.Qualification | Should -Be StateOwnedEntity, None
    }

    It 'is missed in a thread job with the words that bring it there' {
        $job = Start-ThreadJob { Import-Module $using:module; try { Get-PartnerValidationCode } catch { "$($_.FullyQualifiedErrorId) $($_.ErrorDetails.RecommendedAction)" } }

        $job | Receive-Job -Wait -AutoRemoveJob | Should -BeLike 'NotConnected,*-Session $using:session*'
    }

    It 'is a copy in a background job, and says so there' {
        $job = Start-Job { Import-Module $using:module; try { Get-PartnerValidationCode -Session $using:session } catch { "$_" } }

        $job | Receive-Job -Wait -AutoRemoveJob | Should -BeLike '*a copy of a session*Start-ThreadJob*'
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
