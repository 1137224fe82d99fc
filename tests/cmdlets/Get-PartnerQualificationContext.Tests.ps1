BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

Describe 'Get-PartnerQualificationContext' {
    It 'shows the current session' {
        $session = Connect-PartnerQualification -Sandbox

        Get-PartnerQualificationContext | Should -Be $session
    }

    It 'shows the session it is given' {
        $first = Connect-PartnerQualification -Sandbox
        $null = Connect-PartnerQualification -Sandbox

        Get-PartnerQualificationContext -Session $first | Should -Be $first
    }

    It 'fails without a session' {
        Disconnect-PartnerQualification -ErrorAction Ignore

        { Get-PartnerQualificationContext } | Should -Throw -ErrorId 'NotConnected,*'
    }
}
