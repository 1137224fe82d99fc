BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
    $education = @{ Qualification = 'Education'; EducationSegment = 'K12'; Website = 'contoso.edu'; Confirm = $false }
}

Describe 'Set-CustomerQualification' {
    BeforeEach {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 1
        $first = Get-TestCustomerId 1
    }

    It 'requests Education and emits what the service answers' {
        $set = Set-CustomerQualification $first @education

        $set | Should -BeOfType PartnerQualification.CustomerQualification
        $set.CustomerId | Should -Be $first
        $set.Qualification | Should -Be Education
        $set.VettingStatus | Should -Be InReview
        $set.RequestId | Should -Not -BeNullOrEmpty
    }

    It 'takes customer and qualification by position, in any letter case' {
        (Set-CustomerQualification $first stateownedentity -Confirm:$false).Qualification | Should -Be StateOwnedEntity
    }

    It 'takes a validation code as <what>' -ForEach @{ what = 'text'; code = '12345' }, @{ what = 'a number'; code = 12345 } {
        (Set-CustomerQualification $first GovernmentCommunityCloud -ValidationCode $code -Confirm:$false).VettingStatus | Should -Be Approved
    }

    It 'takes rows of a CSV file, blank cells meaning not given' {
        @"
CustomerId,Qualification,EducationSegment,Website,ValidationCode
$(Get-TestCustomerId 1),Education,K12,contoso.edu,
$(Get-TestCustomerId 2),GovernmentCommunityCloud,,,12345
$(Get-TestCustomerId 3),StateOwnedEntity,, ,
"@ | Set-Content TestDrive:/customers.csv
        $set = Import-Csv TestDrive:/customers.csv | Set-CustomerQualification -Confirm:$false

        $set.Qualification | Should -Be Education, GovernmentCommunityCloud, StateOwnedEntity
    }

    It 'goes on after a bad row, and keeps the order' {
        $rows = @"
CustomerId,Qualification,EducationSegment
$(Get-TestCustomerId 1),StateOwnedEntity,
bad,StateOwnedEntity,
$(Get-TestCustomerId 2),Nonprofit,
$(Get-TestCustomerId 3),StateOwnedEntity,K12
$(Get-TestCustomerId 4),StateOwnedEntity,
"@ | ConvertFrom-Csv
        $all = $rows | Set-CustomerQualification -Confirm:$false -ErrorAction Continue 2>&1

        ($all | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { Get-ErrorId $_ } else { $_.CustomerId } }) |
            Should -Be (Get-TestCustomerId 1), CustomerIdInvalid, QualificationNotSettable, InvalidProperty, (Get-TestCustomerId 4)
    }

    It 'takes a qualification on the command line over one in a row' {
        $row = [pscustomobject] @{ CustomerId = $first; Qualification = 'None' }

        ($row | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false).Qualification | Should -Be StateOwnedEntity
    }

    It 'never takes the qualification from our own output (<what>)' -ForEach @(
        @{ what = 'live'; make = { $_ } }
        @{ what = 'deserialised'; make = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) } }
        @{ what = 'selected'; make = { $_ | Select-Object CustomerId, Qualification } }
        @{ what = 'from a typed CSV file'; make = { $_ | ConvertTo-Csv -IncludeTypeInformation | ConvertFrom-Csv } }
    ) {
        $own = Set-CustomerQualification $first StateOwnedEntity -Confirm:$false | ForEach-Object $make
        $own.Qualification | Should -Be StateOwnedEntity
        $null = $own | Set-CustomerQualification -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be QualificationRequired
    }

    It 'takes the customer from our own output' {
        $own = Set-CustomerQualification $first StateOwnedEntity -Confirm:$false

        ($own | Set-CustomerQualification @education).CustomerId | Should -Be $first
    }

    It 'refuses customers from two sides' {
        { $first | Set-CustomerQualification StateOwnedEntity -Confirm:$false } | Should -Throw -ErrorId 'InvalidProperty,*'
    }

    It 'forgets a cell of the row before' {
        $rows = [pscustomobject] @{ CustomerId = $first; Qualification = 'StateOwnedEntity' }, [pscustomobject] @{ CustomerId = Get-TestCustomerId 2 }
        $null = $rows | Set-CustomerQualification -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be QualificationRequired
        $failure.TargetObject | Should -Be (Get-TestCustomerId 2)
    }

    It 'warns once of Education without a segment, and sends it' {
        $set = Get-TestCustomerId 1, 2 | Set-CustomerQualification -Qualification Education -Confirm:$false -WarningVariable warning -WarningAction SilentlyContinue

        @($set).Count | Should -Be 2
        @($warning).Count | Should -Be 1
        $warning | Should -Match 'K12 or HigherEducation'
    }

    It 'sends nothing with -WhatIf' {
        Set-CustomerQualification $first @education -WhatIf

        Get-CustomerQualification $first | Should -BeNullOrEmpty
    }

    It 'names customer, qualification and that it cannot be undone with -WhatIf' {
        $said = Invoke-FreshPowerShell {
            Import-Module $args[0]
            $null = Connect-PartnerQualification -Sandbox
            Set-CustomerQualification c0000000-0000-4000-8000-000000000001 StateOwnedEntity -WhatIf
        } (Get-TestModulePath)

        "$said" | Should -Match 'StateOwnedEntity for customer c0000000-0000-4000-8000-000000000001.*cannot be undone'
    }

    It 'has high impact' {
        [PartnerQualification.PowerShell.SetCustomerQualificationCommand].GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be High
    }

    It 'ends once with ConfirmationRequired in a host that cannot ask, and sends nothing' {
        $said = Invoke-FreshPowerShell {
            Import-Module $args[0]
            $null = Connect-PartnerQualification -Sandbox
            $ids = 1..3 | ForEach-Object { "c0000000-0000-4000-8000-00000000000$_" }
            try { $ids | Set-CustomerQualification -Qualification StateOwnedEntity } catch { "id=$($_.FullyQualifiedErrorId)" }
            "errors=$($Error.Count) set=$(@(Get-CustomerQualification -All).Count)"
        } (Get-TestModulePath)

        $said[0] | Should -BeLike 'id=ConfirmationRequired,*'
        $said[1] | Should -Be 'errors=1 set=0'
    }

    It 'asks nothing where $ConfirmPreference says so' {
        $ConfirmPreference = 'None'

        (Set-CustomerQualification $first StateOwnedEntity).CustomerId | Should -Be $first
    }

    It 'waits with -Wait and emits one decided object per customer' {
        $set = Get-TestCustomerId (1..3) | Set-CustomerQualification @education -Wait -PollingInterval 0.3

        $set.VettingStatus | Should -Be Approved, Approved, Approved
        $set.CustomerId | Sort-Object | Should -Be (Get-TestCustomerId (1..3))
    }

    It 'emits the present state with WaitTimedOut when -Timeout is over' {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 600
        $set = Set-CustomerQualification $first @education -Wait -PollingInterval 0.2 -Timeout 0.5 -ErrorVariable failure -ErrorAction SilentlyContinue

        $set.VettingStatus | Should -Be InReview
        Get-ErrorId $failure | Should -Be WaitTimedOut
        $failure.TargetObject | Should -Be $first
    }

    It 'skips with -SkipExisting what is there or in review' {
        $null = Set-CustomerQualification $first @education
        $set = Get-TestCustomerId 1, 2 | Set-CustomerQualification @education -SkipExisting

        $set.Skipped | Should -Be $true, $false
        $set.CustomerId | Should -Be (Get-TestCustomerId 1, 2)
    }

    It 'requests again with -SkipExisting what was denied' {
        $null = Set-CustomerQualification $first Education -EducationSegment K12 -Website contoso.com -Confirm:$false -Wait -PollingInterval 0.3
        $set = Set-CustomerQualification $first @education -SkipExisting

        $set.Skipped | Should -BeFalse
        $set.VettingStatus | Should -Be InReview
    }
}

Describe 'Set-CustomerQualification refuses before sending' {
    BeforeEach {
        $null = Connect-TestEmulator
        $first = Get-TestCustomerId 1
    }

    It 'with <id>: <what>' -ForEach @(
        @{ id = 'QualificationRequired'; what = 'no qualification'; with = @{} }
        @{ id = 'QualificationNotSettable'; what = 'None'; with = @{ Qualification = 'None' } }
        @{ id = 'QualificationNotSettable'; what = 'Nonprofit'; with = @{ Qualification = 'Nonprofit' } }
        @{ id = 'QualificationNotSettable'; what = 'a wrong name'; with = @{ Qualification = 'Edu' } }
        @{ id = 'ValidationCodeRequired'; what = 'GCC without a code'; with = @{ Qualification = 'GovernmentCommunityCloud' } }
        @{ id = 'InvalidProperty'; what = 'a wrong segment'; with = @{ Qualification = 'Education'; EducationSegment = 'K13' } }
        @{ id = 'InvalidProperty'; what = 'a wrong website'; with = @{ Qualification = 'Education'; Website = 'no host' } }
        @{ id = 'InvalidProperty'; what = 'a segment for GCC'; with = @{ Qualification = 'GovernmentCommunityCloud'; ValidationCode = '1'; EducationSegment = 'K12' } }
        @{ id = 'InvalidProperty'; what = 'a code for Education'; with = @{ Qualification = 'Education'; ValidationCode = '1' } }
    ) {
        $null = Set-CustomerQualification $first @with -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be $id
        $failure.TargetObject | Should -Be $first
        (Get-TestEmulatorState).requests | Should -Be 0
    }

    It 'an application alone, with SessionCannotSet' {
        $null = Connect-TestEmulator -Kind app

        { Set-CustomerQualification $first @education } | Should -Throw -ErrorId 'SessionCannotSet,*'
    }

    It 'a user without multifactor authentication, with MfaRequired' {
        $null = Connect-TestEmulator -Kind userWithoutMfa 3>$null

        { Set-CustomerQualification $first @education } | Should -Throw -ErrorId 'MfaRequired,*'
    }

    It 'an expired session, with SessionExpired' {
        $null = Connect-PartnerQualification -AccessToken (Get-TestToken -Lifetime 1) -Endpoint (Get-TestEmulator)
        Start-Sleep -Milliseconds 1100

        { Set-CustomerQualification $first @education } | Should -Throw -ErrorId 'SessionExpired,*'
    }

    It 'a session that expires while -Wait follows, with SessionExpired' {
        $null = Connect-TestEmulator -Dials @{ vettingSeconds = 600 }
        $session = Connect-PartnerQualification -AccessToken (Get-TestToken -Lifetime 3) -Endpoint (Get-TestEmulator)

        { Set-CustomerQualification $first @education -Wait -PollingInterval 0.2 -Timeout 60 -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'SessionExpired,*'
        $session.Interrupted.CustomerId | Should -Be $first
    }

    It 'without a session, with NotConnected' {
        Disconnect-PartnerQualification

        { Set-CustomerQualification $first @education } | Should -Throw -ErrorId 'NotConnected,*'
    }
}

Describe 'What the service refuses' {
    It '<id>: <what>' -ForEach @(
        @{ id = 'CustomerNotFound'; what = 'an unknown customer'; customer = 'e0000000-0000-4000-8000-000000000001'; with = @{ Qualification = 'StateOwnedEntity' } }
        @{ id = 'CustomerNotYours'; what = "another partner's customer"; customer = 'd0000000-0000-4000-8000-000000000001'; with = @{ Qualification = 'StateOwnedEntity' } }
        @{ id = 'TaggingDenied'; what = 'a customer that cannot be tagged'; customer = 'c0000000-0000-4000-8000-000000000017'; with = @{ Qualification = 'Education'; EducationSegment = 'K12' } }
        @{ id = 'InvalidProperty'; what = 'an unknown code'; customer = 'c0000000-0000-4000-8000-000000000001'; with = @{ Qualification = 'GovernmentCommunityCloud'; ValidationCode = '999' } }
    ) {
        $null = Connect-PartnerQualification -Sandbox
        $null = Set-CustomerQualification $customer @with -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be $id
        $failure.TargetObject | Should -Be $customer
    }

    It 'AlreadyQualified: the same once more' {
        $null = Connect-PartnerQualification -Sandbox
        $null = Set-CustomerQualification (Get-TestCustomerId 1) @education
        $null = Set-CustomerQualification (Get-TestCustomerId 1) @education -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be AlreadyQualified
        $failure[0].CategoryInfo.Category | Should -Be ResourceExists
    }

    It 'ValidationCodeExhausted: a code that serves nobody more' {
        $null = Connect-PartnerQualification -Sandbox
        $null = Get-TestCustomerId (1..5) | Set-CustomerQualification -Qualification GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false -ThrottleLimit 1 -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be ValidationCodeExhausted
    }
}

Describe 'Set-CustomerQualification side by side' {
    It 'keeps the order with 128 at once' {
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 400 -LatencyMilliseconds 5
        $ids = Get-TestCustomerId (30..400) | Sort-Object { Get-Random }

        ($ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 128).CustomerId | Should -Be $ids
    }

    It 'never has more under way than -ThrottleLimit' {
        $null = Connect-TestEmulator -Dials @{ latencyMs = 40 }
        $null = Get-TestCustomerId (1..22) | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4

        (Get-TestEmulatorState).peakConcurrency | Should -Be 4
    }

    It 'goes strictly one after the other with a limit of 1' {
        $null = Connect-TestEmulator -Dials @{ latencyMs = 10 }
        $null = Get-TestCustomerId (1..10) | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 1

        (Get-TestEmulatorState).peakConcurrency | Should -Be 1
    }

    It 'emits the first result as soon as it is there' {
        $null = Connect-TestEmulator
        $arrived = Get-TestCustomerId (1..20) | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 2 | ForEach-Object { (Get-TestEmulatorState).customers.Count }

        $arrived[0] | Should -BeLessOrEqual 4
        $arrived[-1] | Should -Be 20
    }

    It 'sums up on the information stream' {
        $null = Connect-PartnerQualification -Sandbox
        $null = (Get-TestCustomerId 1, 2), 'bad' | ForEach-Object { $_ } | Set-CustomerQualification @education -InformationVariable summary -ErrorAction SilentlyContinue

        $summary.MessageData | Should -Match '^3 done, 1 failed, 2 in review in '
    }
}
