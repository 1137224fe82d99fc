BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1

    function Get-TestCompletion([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches
    }
}

Describe 'Completion' {
    It '-Qualification of Set- offers what can be set' {
        (Get-TestCompletion 'Set-CustomerQualification -Qualification ').CompletionText | Should -Be Education, GovernmentCommunityCloud, StateOwnedEntity
    }

    It '-Qualification of Get- offers what can be read' {
        (Get-TestCompletion 'Get-CustomerQualification -Qualification n').CompletionText | Should -Be None, Nonprofit
    }

    It '-EducationSegment offers both segments' {
        (Get-TestCompletion 'Set-CustomerQualification -EducationSegment ').CompletionText | Should -Be K12, HigherEducation
    }

    It '-VettingStatus offers the known states' {
        (Get-TestCompletion 'Get-CustomerQualification -VettingStatus ').CompletionText | Should -Be InReview, Approved, Denied
    }

    It '-ValidationCode offers the codes, with organisation and remaining count' {
        $null = Connect-PartnerQualification -Sandbox
        $offered = Get-TestCompletion 'Set-CustomerQualification -ValidationCode '

        $offered.CompletionText | Should -Be '12345', '987654'
        $offered[0].ToolTip | Should -Be 'Contoso, Inc.: 4 of 5 left'
    }

    It '-ValidationCode offers the codes of the session that is named' {
        $script:named = Connect-PartnerQualification -Sandbox
        Disconnect-PartnerQualification -Session (Connect-PartnerQualification -Sandbox)

        (Get-TestCompletion 'Set-CustomerQualification -Session $script:named -ValidationCode 9').CompletionText | Should -Be '987654'
    }

    It '-ValidationCode does not hold up the prompt' {
        $null = Connect-PartnerQualification -Sandbox -LatencyMilliseconds 60000

        (Measure-Command { Get-TestCompletion 'Set-CustomerQualification -ValidationCode ' }).TotalSeconds | Should -BeLessThan 20
    }

    It '-ValidationCode offers nothing without a session' {
        Disconnect-PartnerQualification -ErrorAction Ignore

        "$(Get-TestCompletion 'Set-CustomerQualification -ValidationCode ' | ForEach-Object CompletionText)" | Should -Not -Match '12345'
    }

    It '-CustomerId offers the customers this session came across, with their names' {
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 3
        $null = Get-CustomerQualification -All
        $offered = Get-TestCompletion 'Get-CustomerQualification -CustomerId c00'

        $offered.CompletionText | Should -Be (Get-TestCustomerId (1..3))
        $offered[0].ToolTip | Should -Not -Be $offered[0].CompletionText
    }
}
