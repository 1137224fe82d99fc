BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

Describe 'Get-CustomerQualification by id' {
    BeforeAll {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 0
        $null = Get-TestCustomerId (1..3) | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website contoso.edu -Confirm:$false
        $null = Set-CustomerQualification (Get-TestCustomerId 2) StateOwnedEntity -Confirm:$false
        $null = Set-CustomerQualification (Get-TestCustomerId 4) Education -EducationSegment K12 -Website contoso.com -Confirm:$false
        $first = Get-TestCustomerId 1
    }

    It 'takes the id by position' {
        (Get-CustomerQualification $first).Qualification | Should -Be Education
    }

    It 'takes several ids by position' {
        (Get-CustomerQualification (Get-TestCustomerId 1, 3)).CustomerId | Should -Be (Get-TestCustomerId 1, 3)
    }

    It 'takes <what> from the pipeline' -ForEach @(
        @{ what = 'text'; make = { $_ } }
        @{ what = 'upper case'; make = { $_.ToUpperInvariant() } }
        @{ what = 'text in braces'; make = { "{$_}" } }
        @{ what = 'a GUID'; make = { [guid] $_ } }
        @{ what = 'an object with CustomerId'; make = { [pscustomobject] @{ CustomerId = $_; Name = 'x' } } }
        @{ what = 'an object with CustomerTenantId'; make = { [pscustomobject] @{ CustomerTenantId = $_ } } }
        @{ what = 'an object with TenantId'; make = { [pscustomobject] @{ TenantId = [guid] $_ } } }
        @{ what = 'an object with Id'; make = { [pscustomobject] @{ DisplayName = 'x'; Id = [guid] $_ } } }
        @{ what = 'a dictionary'; make = { @{ customerid = $_ } } }
        @{ what = 'our own output'; make = { Get-CustomerQualification $_ } }
        @{ what = 'our own output, deserialised'; make = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-CustomerQualification $_))) } }
        @{ what = 'a row of a CSV file'; make = { "CustomerId,Other`n$_,x" | ConvertFrom-Csv } }
    ) {
        $piped = $first | ForEach-Object $make

        ($piped | Get-CustomerQualification).CustomerId | Should -Be $first
    }

    It 'prefers CustomerId to Id' {
        $object = [pscustomobject] @{ Id = Get-TestCustomerId 3; CustomerId = $first }

        ($object | Get-CustomerQualification).CustomerId | Should -Be $first
    }

    It 'gives one CustomerIdInvalid for <what> and goes on' -ForEach @(
        @{ what = 'text that is none'; bad = 'contoso' }
        @{ what = 'nothing'; bad = $null }
        @{ what = 'a blank'; bad = ' ' }
        @{ what = 'a number'; bad = 42 }
        @{ what = 'an object without an id'; bad = [pscustomobject] @{ Name = 'x' } }
        @{ what = 'a blank cell'; bad = [pscustomobject] @{ CustomerId = '' } }
        @{ what = 'the empty GUID'; bad = [guid]::Empty }
    ) {
        $read = $bad, $first | Get-CustomerQualification -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be CustomerIdInvalid
        $read.CustomerId | Should -Be $first
    }

    It 'gives nothing for a customer without a qualification' {
        Get-CustomerQualification (Get-TestCustomerId 9) | Should -BeNullOrEmpty
    }

    It 'gives None for such a customer with -IncludeUnqualified' {
        $read = Get-CustomerQualification (Get-TestCustomerId 9) -IncludeUnqualified

        $read.Qualification | Should -Be None
        $read.CustomerId | Should -Be (Get-TestCustomerId 9)
    }

    It 'gives one object per qualification' {
        (Get-CustomerQualification (Get-TestCustomerId 2)).Qualification | Should -Be Education, StateOwnedEntity
    }

    It 'keeps only the qualifications asked for' {
        (Get-CustomerQualification (Get-TestCustomerId (1..4)) -Qualification stateownedentity).CustomerId | Should -Be (Get-TestCustomerId 2)
    }

    It 'keeps only the states asked for' {
        (Get-CustomerQualification (Get-TestCustomerId (1..4)) -VettingStatus Denied).CustomerId | Should -Be (Get-TestCustomerId 4)
    }

    It 'names the customer in the error and as its target' {
        $null = Get-CustomerQualification d0000000-0000-4000-8000-000000000001 -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be CustomerNotYours
        $failure.TargetObject | Should -Be d0000000-0000-4000-8000-000000000001
        $failure[0].Exception | Should -BeOfType PartnerQualification.PartnerCenterException
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'throws with -ErrorAction Stop, to be caught by its type' {
        $caught = try { Get-CustomerQualification e0000000-0000-4000-8000-000000000001 -ErrorAction Stop } catch [PartnerQualification.PartnerCenterException] { $_.Exception.Kind }

        $caught | Should -Be CustomerNotFound
    }

    It 'sets $? as it should be' {
        $null = Get-CustomerQualification nonsense -ErrorAction SilentlyContinue
        $? | Should -BeFalse
        $null = Get-CustomerQualification $first
        $? | Should -BeTrue
    }
}

Describe 'Get-CustomerQualification in order and within bounds' {
    It 'answers in the order of the input with <limit> at once' -ForEach @{ limit = 1 }, @{ limit = 16 }, @{ limit = 128 } {
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 300 -LatencyMilliseconds 2
        $ids = Get-TestCustomerId (1..300) | Sort-Object { Get-Random }

        ($ids | Get-CustomerQualification -IncludeUnqualified -ThrottleLimit $limit).CustomerId | Should -Be $ids
    }

    It 'keeps errors in their places' {
        $null = Connect-PartnerQualification -Sandbox -LatencyMilliseconds 20
        $mixed = (Get-TestCustomerId 1), 'bad', (Get-TestCustomerId 2) | Get-CustomerQualification -IncludeUnqualified -ErrorAction Continue 2>&1

        $mixed[0].CustomerId | Should -Be (Get-TestCustomerId 1)
        Get-ErrorId $mixed[1] | Should -Be CustomerIdInvalid
        $mixed[2].CustomerId | Should -Be (Get-TestCustomerId 2)
    }

    It 'never has more requests under way than -ThrottleLimit' {
        $null = Connect-TestEmulator -Dials @{ latencyMs = 30 }
        $null = Get-TestCustomerId (1..25) | Get-CustomerQualification -ThrottleLimit 5

        (Get-TestEmulatorState).peakConcurrency | Should -Be 5
    }

    It 'refuses a limit of <_>' -ForEach 0, 129 {
        { Get-CustomerQualification (Get-TestCustomerId 1) -ThrottleLimit $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'Get-CustomerQualification -All' {
    It 'adds company name and domain' {
        $null = Connect-PartnerQualification -Sandbox
        $null = Set-CustomerQualification (Get-TestCustomerId 1) StateOwnedEntity -Confirm:$false
        $read = Get-CustomerQualification -All

        $read.CompanyName | Should -Not -BeNullOrEmpty
        $read.Domain | Should -Match '\.onmicrosoft\.com$'
    }

    It 'reads all pages' {
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 1203

        @(Get-CustomerQualification -All -IncludeUnqualified).Count | Should -Be 1203
    }

    It 'gives something out before it asks for the second page' {
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 1203
        $seen = Get-CustomerQualification -All -IncludeUnqualified -Verbose 4>&1 | ForEach-Object { if ($_ -is [PartnerQualification.CustomerQualification]) { 'output' } elseif ($_ -match 'seekOperation') { 'page' } } | Get-Unique

        $seen[0] | Should -Be output
        $seen | Should -Contain page
    }

    It 'asks for no second page when the first is enough' {
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 1203
        $null = Get-CustomerQualification -All -IncludeUnqualified -Verbose 4> TestDrive:/story.txt | Select-Object -First 1

        Get-Content TestDrive:/story.txt -Raw | Should -Match 'v1/customers\?size='
        Get-Content TestDrive:/story.txt -Raw | Should -Not -Match 'seekOperation'
    }
}

Describe 'What Get-CustomerQualification shows' {
    BeforeAll {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 0
        $null = Set-CustomerQualification (Get-TestCustomerId 1) Education -EducationSegment K12 -Website contoso.com -Confirm:$false
        $null = Set-CustomerQualification (Get-TestCustomerId 2) GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false
        $read = Get-CustomerQualification -All
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($read))
    }

    It 'is a table within 100 columns' {
        $lines = $read | Get-TestDisplay

        $lines[0] | Should -Match '^Customer\s+Qualification\s+Status\s+Reason\s+Age'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
    }

    It 'is the same table after a round trip' {
        $copy[0].PSTypeNames[0] | Should -Be Deserialized.PartnerQualification.CustomerQualification
        ($copy | Get-TestDisplay) -replace '\s+\d+ s$' | Should -Be (($read | Get-TestDisplay) -replace '\s+\d+ s$')
    }

    It 'is the customer id where no name is known' {
        $lines = Get-CustomerQualification (Get-TestCustomerId 2) | Get-TestDisplay

        $lines[-1] | Should -Match "^$(Get-TestCustomerId 2) GovernmentCommunityCloud Approved"
    }

    It 'is everything in Format-List' {
        $read[0] | Format-List | Get-TestDisplay | Should -Contain 'VettingReason      : Not an Academic Domain'
    }

    It 'is plain in a CSV file' {
        $csv = $read[0] | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv

        $csv.VettingStatus | Should -Be Denied
        $csv.PSObject.Properties.Name | Should -Be $read[0].PSObject.Properties.Name
    }

    It 'is plain in JSON' {
        ($read[0] | ConvertTo-Json | ConvertFrom-Json).VettingReason | Should -Be 'Not an Academic Domain'
    }

    It 'is coloured where the host can' {
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            ($read[0] | Out-String).Contains("$($PSStyle.Foreground.Red)Denied$($PSStyle.Reset)") | Should -BeTrue
        }
        finally { $PSStyle.OutputRendering = $before }
    }
}

Describe 'What Get-CustomerQualification says' {
    BeforeAll {
        $null = Connect-PartnerQualification -Sandbox
    }

    It 'is the story in -Verbose, with the request id' {
        $story = Get-CustomerQualification (Get-TestCustomerId 1) -Verbose 4>&1 | Out-String

        $story | Should -Match 'request [0-9a-f-]{36}'
    }

    It 'is the messages in -Debug, without the token' {
        $messages = Get-CustomerQualification (Get-TestCustomerId 1) -Debug 5>&1 | Out-String

        $messages | Should -Match 'MS-CorrelationId'
        $messages | Should -Match 'Authorization: \(redacted\)'
    }

    It 'is nothing where nobody asked' {
        Get-CustomerQualification (Get-TestCustomerId 1) 2>&1 3>&1 4>&1 5>&1 | Should -BeNullOrEmpty
    }

    It 'is a summary on the information stream' {
        $null = Get-CustomerQualification (Get-TestCustomerId 1) -InformationVariable summary

        $summary.MessageData | Should -Match '^1 done'
        $summary.Tags | Should -Contain PartnerQualification
    }
}
