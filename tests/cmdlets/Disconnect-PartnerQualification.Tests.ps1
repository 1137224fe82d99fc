BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

Describe 'Disconnect-PartnerQualification' {
    It 'forgets the current session' {
        $null = Connect-PartnerQualification -Sandbox
        Disconnect-PartnerQualification

        { Get-PartnerValidationCode } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'closes the session for whoever still holds it' {
        $session = Connect-PartnerQualification -Sandbox
        Disconnect-PartnerQualification

        $session.IsConnected | Should -BeFalse
        { Get-PartnerValidationCode -Session $session } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'forgets the session it is given and leaves the current one' {
        $other = Connect-PartnerQualification -Sandbox
        $current = Connect-PartnerQualification -Sandbox
        Disconnect-PartnerQualification -Session $other

        Get-PartnerQualificationContext | Should -Be $current
    }

    It 'does not bring back the session before' {
        $null = Connect-PartnerQualification -Sandbox
        $null = Connect-PartnerQualification -Sandbox
        Disconnect-PartnerQualification

        { Get-PartnerQualificationContext } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'gives nothing out' {
        $null = Connect-PartnerQualification -Sandbox

        Disconnect-PartnerQualification | Should -BeNullOrEmpty
    }
}
