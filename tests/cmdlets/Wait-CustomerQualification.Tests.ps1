BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
    $education = @{ Qualification = 'Education'; EducationSegment = 'K12'; Confirm = $false }
    $poll = @{ PollingInterval = '00:00:00.2' }
}

Describe 'Wait-CustomerQualification' {
    BeforeEach {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 1
        $first = Get-TestCustomerId 1
    }

    It 'emits our own output as it is decided' {
        $waited = Set-CustomerQualification $first @education -Website contoso.edu | Wait-CustomerQualification @poll

        $waited.VettingStatus | Should -Be Approved
    }

    It 'follows our own output after a round trip' {
        $set = Set-CustomerQualification $first @education -Website contoso.com
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($set))

        ($copy | Wait-CustomerQualification @poll).VettingReason | Should -Be 'Not an Academic Domain'
    }

    It 'emits what is decided already at once' {
        $set = Set-CustomerQualification $first StateOwnedEntity -Confirm:$false

        # Without a polling interval the first round comes after five seconds, and a time-out before it would be an error.
        $waited = $set | Wait-CustomerQualification -Timeout 1 -ErrorAction Stop
        $waited.Qualification | Should -Be StateOwnedEntity
    }

    It 'reads a customer that is given by its id' {
        $null = Set-CustomerQualification $first @education -Website contoso.edu
        $null = Set-CustomerQualification $first StateOwnedEntity -Confirm:$false

        (Wait-CustomerQualification $first @poll).Qualification | Should -Be StateOwnedEntity, Education
    }

    It 'follows only the qualification that is named' {
        $null = Set-CustomerQualification $first @education -Website contoso.edu
        $null = Set-CustomerQualification $first StateOwnedEntity -Confirm:$false

        (Wait-CustomerQualification $first Education @poll).Qualification | Should -Be Education
    }

    It 'emits each once, however often it is given' {
        $set = Set-CustomerQualification $first @education -Website contoso.edu

        @($set, $set, $first | Wait-CustomerQualification @poll).Count | Should -Be 1
    }

    It 'gives nothing for a customer without a qualification' {
        Wait-CustomerQualification $first | Should -BeNullOrEmpty
    }

    It 'reports a bad id and goes on' {
        $set = Set-CustomerQualification $first @education -Website contoso.edu
        $waited = 'bad', $set | Wait-CustomerQualification @poll -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be CustomerIdInvalid
        $waited.CustomerId | Should -Be $first
    }

    It 'emits the present state and WaitTimedOut per review when time is over' {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 600
        $set = Get-TestCustomerId 1, 2 | Set-CustomerQualification @education -Website contoso.edu
        $waited = $set | Wait-CustomerQualification -Timeout 0.5 @poll -ErrorVariable failure -ErrorAction SilentlyContinue

        $waited.VettingStatus | Should -Be InReview, InReview
        Get-ErrorId $failure | Should -Be WaitTimedOut, WaitTimedOut
        $failure[0].CategoryInfo.Category | Should -Be OperationTimeout
    }

    It 'takes a bare number as seconds, text as well' {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 600
        $set = Set-CustomerQualification $first @education -Website contoso.edu
        $time = Measure-Command { $set | Wait-CustomerQualification -Timeout '1' @poll -ErrorAction SilentlyContinue }

        $time.TotalSeconds | Should -BeGreaterThan 0.9
        $time.TotalSeconds | Should -BeLessThan 60
    }

    It 'refuses a polling interval that is no interval' {
        { Wait-CustomerQualification $first -PollingInterval 0 } | Should -Throw -ErrorId 'InvalidProperty,*'
    }

    It 'returns at once when it is stopped' {
        $session = Connect-TestEmulator -Dials @{ vettingSeconds = 600 }
        $set = Set-CustomerQualification $first @education -Website contoso.edu
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript('param($m, $s, $set) Import-Module $m; $set | Wait-CustomerQualification -PollingInterval 0.1 -Session $s').AddArgument((Get-TestModulePath)).AddArgument($session).AddArgument($set)
        $null = $powershell.BeginInvoke()
        Wait-TestCondition { (Get-TestEmulatorState).requests -ge 2 }

        (Measure-Command { $powershell.Stop() }).TotalSeconds | Should -BeLessThan 10
    }

    It 'counts in its summary what was decided as no longer in review' {
        $set = Set-CustomerQualification $first @education -Website contoso.edu
        $null = $set | Wait-CustomerQualification @poll -InformationVariable summary

        "$summary" | Should -BeLike '1 done*'
        "$summary" | Should -Not -Match 'in review'
    }
}
