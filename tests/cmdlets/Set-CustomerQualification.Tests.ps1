# What needs PowerShell's own commands; the rest is in Hosted/.

BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
    $education = @{ Qualification = 'Education'; EducationSegment = 'K12'; Website = 'contoso.edu'; Confirm = $false }
}

Describe 'Set-CustomerQualification' -Tag WindowsPowerShell {
    BeforeEach {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 0
        $first = Get-TestCustomerId 1
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

    It 'shows in a list that a result was found by reading, and nothing of it otherwise' {
        $null = Connect-TestEmulator -Dials @{ faults = @(@{ kind = 'resetAfterCommit'; method = 'POST'; times = 1 }) }
        Set-TestLookTimes
        $set = Get-TestCustomerId 1, 2 | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 1

        $set[0] | Format-List | Get-TestDisplay | Should -Contain 'FoundByReading : True'
        $set[1] | Format-List | Get-TestDisplay | Should -Not -Match FoundByReading
    }

    It 'takes columns of other names by script blocks' {
        "Microsoft ID,Site`n$first,contoso.edu" | Set-Content TestDrive:/customers.csv
        $null = Import-Csv TestDrive:/customers.csv | Set-CustomerQualification -CustomerId { $_.'Microsoft ID' } -Website { $_.Site } -Qualification Education -EducationSegment K12 -Confirm:$false

        # Without the website the review would have been denied.
        (Get-CustomerQualification $first).VettingStatus | Should -Be Approved
    }

    It 'says once that <what>, and sends nothing' -ForEach @(
        @{ what = 'a column is not read'; header = 'CustomerId,Qualification,Education Segment'; row = '{0},Education,K12'; message = "*'Education Segment' looks like EducationSegment*"; action = '*-EducationSegment { $_.''Education Segment'' }*' }
        @{ what = 'a file was read with the wrong delimiter'; header = 'CustomerId;Qualification;EducationSegment'; row = '{0};Education;K12'; message = "*separated by ';'*"; action = "*Import-Csv -Delimiter ';'*" }
    ) {
        Set-Content TestDrive:/customers.csv (@($header) + (1..3 | ForEach-Object { $row -f (Get-TestCustomerId $_) }))
        $failure = { Import-Csv TestDrive:/customers.csv | Set-CustomerQualification -Confirm:$false } | Should -Throw -PassThru

        Get-ErrorId $failure | Should -Be ColumnNotRecognized
        $failure.ErrorDetails.Message | Should -BeLike $message
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $action
        Get-TestCustomerId 1, 2, 3 | Get-CustomerQualification | Should -BeNullOrEmpty
    }

    It 'lets a selected object have any column' {
        "CustomerId,Web site`n$first,x" | Set-Content TestDrive:/customers.csv
        $set = Import-Csv TestDrive:/customers.csv | Select-Object CustomerId, 'Web site' | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false

        $set.CustomerId | Should -Be $first
    }

    It 'takes a website that JSON holds as an array of one' -Tag PowerShell7 {
        $row = "{ `"customerId`": `"$first`", `"website`": [`"contoso.edu`"] }"
        $null = ConvertFrom-Json $row | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false
        $null = ConvertFrom-Json ($row -replace $first, (Get-TestCustomerId 2)) -AsHashtable | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false

        (Get-TestCustomerId 1, 2 | Get-CustomerQualification).VettingStatus | Should -Be Approved, Approved
    }

    It 'never takes the qualification from our own output (<what>)' -Tag PowerShell7 -ForEach @(
        @{ what = 'selected'; make = { $_ | Select-Object CustomerId, Qualification } }
        @{ what = 'from a CSV file without its type'; make = { $_ | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
        @{ what = 'from a JSON file'; make = { $_ | ConvertTo-Json | ConvertFrom-Json } }
        @{ what = 'from a typed CSV file'; make = { $_ | ConvertTo-Csv -IncludeTypeInformation | ConvertFrom-Csv } }
    ) {
        $own = Set-CustomerQualification $first StateOwnedEntity -Confirm:$false | ForEach-Object $make
        $own.Qualification | Should -Be StateOwnedEntity
        $null = $own | Set-CustomerQualification -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be QualificationRequired
    }

    It 'reports a session that expires while -Wait follows, with SessionExpired' {
        $null = Connect-TestEmulator -Dials @{ vettingSeconds = 600 }
        $session = Connect-PartnerQualification -AccessToken (Get-TestToken -Lifetime 3) -Endpoint (Get-TestEmulator)

        { Set-CustomerQualification $first @education -Wait -PollingInterval 0.2 -Timeout 60 -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'SessionExpired,*'
        $session.Interrupted.CustomerId | Should -Be $first
    }
}
