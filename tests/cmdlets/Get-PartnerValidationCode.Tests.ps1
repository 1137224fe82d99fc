BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

Describe 'Get-PartnerValidationCode' {
    BeforeEach {
        $null = Connect-PartnerQualification -Sandbox
    }

    It 'lists the codes with what remains on each' {
        $codes = Get-PartnerValidationCode

        $codes.ValidationId | Should -Be '12345', '987654'
        $codes[0].RemainingCreates | Should -Be 4
    }

    It 'gives a code that fits -ValidationCode' {
        $code = Get-PartnerValidationCode | Select-Object -First 1
        $set = Set-CustomerQualification (Get-TestCustomerId 1) GovernmentCommunityCloud -ValidationCode $code -Confirm:$false

        $set.VettingStatus | Should -Be Approved
    }

    It 'gives a code that fits -ValidationCode after a round trip' {
        $code = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-PartnerValidationCode)[0]))
        $set = Set-CustomerQualification (Get-TestCustomerId 1) GovernmentCommunityCloud -ValidationCode $code -Confirm:$false

        $set.VettingStatus | Should -Be Approved
    }

    It 'shows a table within 100 columns' {
        $lines = Get-PartnerValidationCode | Get-TestDisplay

        $lines[0] | Should -Match 'Organization\s+Remaining'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
    }
}
