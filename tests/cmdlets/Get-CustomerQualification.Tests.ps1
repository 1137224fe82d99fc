# What needs PowerShell's own commands; the rest is in Hosted/.

BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

Describe 'Get-CustomerQualification' -Tag WindowsPowerShell {
    It 'takes a customer from a row of a CSV file' {
        $null = Connect-PartnerQualification -Sandbox
        $read = "CustomerId,Other`n$(Get-TestCustomerId 1),x" | ConvertFrom-Csv | Get-CustomerQualification -IncludeUnqualified

        $read.CustomerId | Should -Be (Get-TestCustomerId 1)
    }

    It 'asks for no second page when the first is enough' {
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 1203
        $null = Get-CustomerQualification -All -IncludeUnqualified -Verbose 4> TestDrive:/story.txt | Select-Object -First 1

        Get-Content TestDrive:/story.txt -Raw | Should -Match 'v1/customers\?size='
        Get-Content TestDrive:/story.txt -Raw | Should -Not -Match 'seekOperation'
    }
}

Describe 'Two readings of the same customers' -Tag WindowsPowerShell {
    BeforeAll {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 0
        $null = Get-TestCustomerId (2..4) | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false
        $before = Get-CustomerQualification -All
        $null = Set-CustomerQualification (Get-TestCustomerId 3) Education -EducationSegment K12 -Website contoso.com -Confirm:$false
        $after = Get-CustomerQualification -All
    }

    It 'differ in the ids of their requests' {
        $before[0].RequestId | Should -Not -Be $after[0].RequestId
    }

    It 'are compared, sorted and grouped by what they say' {
        $changed = Compare-Object $before $after

        $changed | Should -HaveCount 1
        $changed.InputObject.CustomerId, $changed.InputObject.Qualification, $changed.SideIndicator | Should -Be (Get-TestCustomerId 3), Education, '=>'
        ($after | Sort-Object -Descending | ForEach-Object CustomerId)[0] | Should -Be (Get-TestCustomerId 4)
        @($before + $after | Group-Object | Where-Object Count -EQ 2) | Should -HaveCount 3
    }

    It 'are files of the same text where nothing changed' {
        $before | Select-Object Report | Export-Csv TestDrive:/before.csv -NoTypeInformation
        $after | Where-Object Qualification -EQ StateOwnedEntity | Select-Object Report | Export-Csv TestDrive:/after.csv -NoTypeInformation

        Get-Content TestDrive:/after.csv -Raw | Should -BeExactly (Get-Content TestDrive:/before.csv -Raw)
        (Get-Content TestDrive:/before.csv)[0] | Should -Be '"CustomerId","CompanyName","Domain","Qualification","VettingStatus","VettingReason","VettingCreatedDateText"'
    }

    It 'have their date as ISO text in the report' {
        ($after | Where-Object VettingStatus | Select-Object Report).VettingCreatedDateText | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d'
    }

    It 'keep the ids that support asks for' {
        @($before[0] | ConvertTo-Json | ConvertFrom-Json).RequestId | Should -Be "$($before[0].RequestId)"
    }
}

Describe 'What Get-CustomerQualification shows' -Tag WindowsPowerShell {
    BeforeAll {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 0
        $null = Set-CustomerQualification (Get-TestCustomerId 1) Education -EducationSegment K12 -Website contoso.com -Confirm:$false
        $null = Set-CustomerQualification (Get-TestCustomerId 2) GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false
        $read = Get-CustomerQualification -All
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($read))
    }

    It 'is a table within 100 columns' {
        $lines = $read | Get-TestDisplay

        $lines[0] | Should -Match '^CustomerId\s+Qualification\s+Status\s+Customer'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
    }

    It 'is the same table after a round trip' {
        $copy[0].PSTypeNames[0] | Should -Be Deserialized.PartnerQualification.CustomerQualification
        ($copy | Get-TestDisplay) -replace '\d+ s ' | Should -Be (($read | Get-TestDisplay) -replace '\d+ s ')
    }

    It 'has the customer id also where no name is known' {
        $lines = Get-CustomerQualification (Get-TestCustomerId 2) | Get-TestDisplay

        $lines[-1] | Should -Match "^$(Get-TestCustomerId 2) GCC           Approved"
    }

    It 'is nothing blank in Format-List' {
        $lines = $read | Format-List | Get-TestDisplay

        $lines | Should -Not -Match ':\s*$'
        $lines | Should -Contain 'Qualification      : GovernmentCommunityCloud'
    }

    It 'has no escape sequences in a file, and nowhere with PlainText' -Tag PowerShell7 {
        $read > TestDrive:/shown.txt
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'PlainText'
            $plain = $read | Out-String
        }
        finally { $PSStyle.OutputRendering = $before }

        Get-Content TestDrive:/shown.txt -Raw | Should -Match 'Denied \d+ s'
        "$(Get-Content TestDrive:/shown.txt -Raw)$plain" | Should -Not -Match "`e"
    }

    It 'is everything in Format-List' {
        $read[0] | Format-List | Get-TestDisplay | Should -Contain 'VettingReason      : Not an Academic Domain'
    }

    It 'is the date in the user''s own time and everybody''s calendar, under <_>' -ForEach th-TH, ar-SA, de-DE {
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = $_
        try { $lines = $read[0] | Format-List | Get-TestDisplay }
        finally { [cultureinfo]::CurrentCulture = $before }

        $lines | Should -Contain "VettingCreatedDate : $($read[0].VettingCreatedDate.ToLocalTime().ToString('yyyy-MM-dd HH:mm:ss zzz', [cultureinfo]::InvariantCulture))"
        $lines | Should -Not -Match 'VettingCreatedDateText'
    }

    It 'is plain in a CSV file' {
        $csv = $read[0] | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv

        $csv.VettingStatus | Should -Be Denied
        $csv.PSObject.Properties.Name | Should -Be $read[0].PSObject.Properties.Name
    }

    It 'is plain in JSON' {
        ($read[0] | ConvertTo-Json | ConvertFrom-Json).VettingReason | Should -Be 'Not an Academic Domain'
    }

    It 'is coloured where the host can' -Tag PowerShell7 {
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            ($read[0] | Out-String).Contains("$($PSStyle.Foreground.Red)Denied$($PSStyle.Reset)") | Should -BeTrue
        }
        finally { $PSStyle.OutputRendering = $before }
    }
}
