@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # The scripts of this repository speak to whoever runs them.
        'PSAvoidUsingWriteHost'
        # It does not see that a script's parameter is used in the script's functions.
        'PSReviewUnusedParameter'
        # Functions of a script are nobody's commands; where a script changes something, the script itself asks.
        'PSUseShouldProcessForStateChangingFunctions'
    )
}
