# What needs PowerShell's own commands; the rest is in Hosted/.

BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

Describe 'Wait-CustomerQualification' -Tag WindowsPowerShell {
    It 'follows what Export-Csv wrote under <_>, with the date and the truth as they were' -Tag PowerShell7 -ForEach th-TH, de-DE, tr-TR, ar-SA, fa-IR, en-GB, ja-JP {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 600
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = $_
        try {
            $own = Set-CustomerQualification (Get-TestCustomerId 1) Education -EducationSegment K12 -Website contoso.edu -Confirm:$false
            $own | Export-Csv TestDrive:/own.csv -IncludeTypeInformation
            $followed = Import-Csv TestDrive:/own.csv | Wait-CustomerQualification -Timeout 0 -ErrorAction SilentlyContinue
        }
        finally { [cultureinfo]::CurrentCulture = $before }

        $followed.VettingCreatedDate | Should -Be $own.VettingCreatedDate
        $followed.VettingCreatedDateText | Should -BeExactly $own.VettingCreatedDateText
        $followed.Skipped | Should -BeFalse
        $followed.RequestId | Should -Be $own.RequestId
    }

    It 'follows what Select-Object took of our own output' {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 600
        $own = Set-CustomerQualification (Get-TestCustomerId 1) Education -EducationSegment K12 -Website contoso.edu -Confirm:$false | Select-Object CustomerId, Qualification, VettingStatus, VettingCreatedDateText
        $followed = $own | Wait-CustomerQualification -Timeout 0 -ErrorAction SilentlyContinue

        $followed.VettingStatus | Should -Be InReview
        $followed.VettingCreatedDate.UtcDateTime.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture) | Should -Be ($own.VettingCreatedDateText -replace 'T', ' ' -replace '(\.\d+)?Z$')
    }
}
