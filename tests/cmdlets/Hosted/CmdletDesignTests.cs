using System.Management.Automation;
using System.Reflection;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>
/// The design rules of PowerShell's cmdlets, and that one word means one thing everywhere. What is an exception is named here with its reason.
/// Completion has its list in CompletionTests, help in HelpTests and PageTests.
/// </summary>
public sealed class CmdletDesignTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string School = "c0000000-0000-4000-8000-000000000001";

    /// <summary>What each cmdlet writes out in a run of each kind that it has.</summary>
    private static readonly Dictionary<string, string> TypicalRuns = new(StringComparer.Ordinal)
    {
        ["Connect-PartnerQualification"] = "Connect-PartnerQualification -Sandbox",
        ["Disconnect-PartnerQualification"] = "Disconnect-PartnerQualification",
        ["Export-CustomerQualificationReport"] = "Export-CustomerQualificationReport $args[0] -All",
        ["Find-PartnerCustomer"] = "Find-PartnerCustomer; Find-PartnerCustomer 'Contoso School 1'",
        ["Get-CustomerQualification"] = $"Get-CustomerQualification -All -IncludeUnqualified; Get-CustomerQualification {School} -IncludeUnqualified",
        ["Get-CustomerQualificationHistory"] = $"$null = Set-CustomerQualification {School} StateOwnedEntity -Confirm:$false; Get-CustomerQualificationHistory {School}",
        ["Get-PartnerQualificationContext"] = "Get-PartnerQualificationContext; Get-PartnerQualificationContext -Diagnostics",
        ["Get-PartnerValidationCode"] = "Get-PartnerValidationCode",
        ["Set-CustomerQualification"] = $"Set-CustomerQualification {School} StateOwnedEntity -Confirm:$false; Set-CustomerQualification {School} StateOwnedEntity -SkipExisting -Confirm:$false",
        ["Test-CustomerQualification"] = $"Test-CustomerQualification {School} StateOwnedEntity; Test-CustomerQualification {School} StateOwnedEntity -Quiet",
        ["Wait-CustomerQualification"] = $"Set-CustomerQualification {School} Education -EducationSegment K12 -Website school.contoso.edu -Confirm:$false | Wait-CustomerQualification",
    };

    /// <summary>
    /// What asks before it does something, and how strongly. Connect- and Disconnect- change nothing but this process, and a sign-in that is kept
    /// or forgotten only where -Persist or -Forget asks for it; the others read.
    /// </summary>
    private static readonly Dictionary<string, ConfirmImpact> Asking = new(StringComparer.Ordinal)
    {
        // It cannot be undone.
        ["Set-CustomerQualification"] = ConfirmImpact.High,

        // It may replace a file.
        ["Export-CustomerQualificationReport"] = ConfirmImpact.Medium,
    };

    /// <summary>Parameters that have another type or place in some cmdlets, with the reason.</summary>
    private static readonly Dictionary<string, string> OfSeveralKinds = new(StringComparer.Ordinal)
    {
        ["Qualification"] = "Get- takes several, as a filter beside -All; one row asks for one, and has it behind the customer.",
        ["ValidationCode"] = "Connect- gives the sandbox codes with what remains on each; a request names one.",
        ["Since"] = "The history begins at a time, and the report is compared with the data of an earlier one.",
        ["InputObject"] = "Export- has no customer of its own to show, so it is the parameter that users read of.",
    };

    /// <summary>Names that end in "s", with the reason.</summary>
    private static readonly Dictionary<string, string> NotPlural = new(StringComparer.Ordinal)
    {
        ["As"] = "A preposition: as a user, or as an application.",
        ["Diagnostics"] = "A switch, and a word that has no singular.",
        ["LatencyMilliseconds"] = "A unit.",
        ["VettingSeconds"] = "A unit.",
        ["VettingStatus"] = "A singular.",
    };

    public static TheoryData<string> Cmdlets() => [.. Pages.Cmdlets];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_name_is_an_approved_verb_and_a_singular_noun_with_what_it_is_about(string cmdlet)
    {
        Type[] groups = [typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity)];
        var verbs = groups.SelectMany(group => group.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => (string)field.GetRawConstantValue()!);

        var command = engine.Command(cmdlet);

        Assert.Contains(command.Verb, verbs, StringComparer.Ordinal);
        Assert.Matches("^(Partner|Customer)[A-Za-z]*[a-rt-z]$", command.Noun);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_comes_out_is_of_the_types_that_are_declared_and_each_of_them_comes(string cmdlet)
    {
        var declared = engine.Command(cmdlet).OutputType.Select(type => type.Type).Where(type => type != typeof(void)).Select(type => type.FullName!);
        engine.ConnectSandbox();
        var folder = Directory.CreateTempSubdirectory("pq-design-");

        var run = engine.Run(TypicalRuns[cmdlet], Path.Combine(folder.FullName, "report.html"));
        folder.Delete(recursive: true);

        Assert.Empty(run.Errors);
        Assert.NotEmpty(engine.Command(cmdlet).OutputType);
        Assert.Equal(declared.Sorted(), run.Output.Select(item => item.BaseObject.GetType().FullName!).Distinct(StringComparer.Ordinal).Sorted());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_changes_something_asks_and_nothing_else_does(string cmdlet)
    {
        var attribute = engine.Command(cmdlet).ImplementingType.GetCustomAttribute<CmdletAttribute>()!;

        Assert.Equal(Asking.ContainsKey(cmdlet), attribute.SupportsShouldProcess);
        if (Asking.TryGetValue(cmdlet, out var impact)) Assert.Equal(impact, attribute.ConfirmImpact);
    }

    [Fact]
    public void A_parameter_has_one_type_one_place_and_the_same_other_names_in_every_cmdlet()
    {
        var several = Parameters().GroupBy(parameter => parameter.Name, StringComparer.Ordinal).Where(same => same.Select(KindOf).Distinct(StringComparer.Ordinal).Skip(1).Any());

        Assert.Equal(OfSeveralKinds.Keys.Sorted(), several.Select(same => same.Key).Sorted());
    }

    [Fact]
    public void A_limit_is_the_same_in_every_cmdlet()
    {
        var limits = Parameters().Where(parameter => parameter.Name == "ThrottleLimit").Select(parameter => parameter.Attributes.OfType<ValidateRangeAttribute>().Single()).ToArray();

        Assert.True(limits.Length > 1);
        Assert.Single(limits.Select(range => (range.MinRange, range.MaxRange)).Distinct());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void No_two_parameters_share_a_name_and_no_other_name_is_that_of_a_common_one(string cmdlet)
    {
        var parameters = engine.Command(cmdlet).Parameters.Values;

        var names = parameters.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name)).ToArray();

        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase).Sorted(), names.Sorted());
    }

    [Fact]
    public void Another_name_stands_for_one_parameter_only()
    {
        var meanings = Parameters().SelectMany(parameter => parameter.Aliases.Select(alias => (Alias: alias, parameter.Name))).Distinct().ToArray();

        Assert.NotEmpty(meanings);
        Assert.Equal(meanings.Length, meanings.Select(meaning => meaning.Alias).Distinct(StringComparer.OrdinalIgnoreCase).Count());

        // Objects of Graph and of the retired module have a customer's tenant in TenantId. Connect-, whose -TenantId is the partner's, takes nothing by name.
        Assert.Equal(["TenantId"], meanings.Select(meaning => meaning.Alias).Intersect(Parameters().Select(parameter => parameter.Name), StringComparer.OrdinalIgnoreCase), StringComparer.Ordinal);
    }

    [Fact]
    public void Names_of_parameters_are_singular_and_in_Pascal_case() => Assert.All(Parameters().Select(parameter => parameter.Name).Distinct(StringComparer.Ordinal), name =>
    {
        Assert.Matches("^[A-Z][A-Za-z]*$", name);
        Assert.Equal(NotPlural.ContainsKey(name), name.EndsWith('s'));
    });

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Two_parameters_at_the_most_need_no_name_and_no_switch_is_among_them(string cmdlet)
    {
        foreach (var set in engine.Command(cmdlet).ParameterSets)
        {
            var positional = set.Parameters.Where(parameter => parameter.Position >= 0).OrderBy(parameter => parameter.Position).ToArray();

            Assert.Equal(Enumerable.Range(0, positional.Length), positional.Select(parameter => parameter.Position));
            Assert.InRange(positional.Length, 0, 2);
            Assert.DoesNotContain(positional, parameter => parameter.ParameterType == typeof(SwitchParameter));
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Yes_and_no_are_switches_that_are_off(string cmdlet)
    {
        var command = engine.Command(cmdlet);
        var fresh = Activator.CreateInstance(command.ImplementingType)!;

        foreach (var parameter in ParameterFacts.Shown(command))
        {
            Assert.NotEqual(typeof(bool), Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType);
            if (parameter.ParameterType == typeof(SwitchParameter) && fresh.GetType().GetProperty(parameter.Name) is { } property) Assert.False((SwitchParameter)property.GetValue(fresh)!, parameter.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void One_of_several_parameter_sets_is_the_usual_one(string cmdlet)
    {
        var command = engine.Command(cmdlet);

        Assert.Equal(command.ParameterSets.Count > 1 ? 1 : 0, command.ParameterSets.Count(set => set.IsDefault && set.Name != ParameterAttribute.AllParameterSets));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_piped_object_goes_into_one_parameter_that_is_for_show_at_the_most(string cmdlet)
    {
        var command = engine.Command(cmdlet);
        var shown = ParameterFacts.Shown(command).Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);

        Assert.All(command.ParameterSets, set => Assert.InRange(set.Parameters.Count(parameter => parameter.ValueFromPipeline && shown.Contains(parameter.Name)), 0, 1));
    }

    [Fact]
    public void What_binds_by_name_is_a_property_of_what_comes_out_of_our_cmdlets()
    {
        var properties = Pages.Cmdlets.SelectMany(cmdlet => engine.Command(cmdlet).OutputType).Select(type => type.Type)
            .SelectMany(type => type.GetProperties()).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);

        var byName = Parameters().Where(parameter => parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName)).ToArray();

        Assert.NotEmpty(byName);
        Assert.All(byName, parameter => Assert.Contains(parameter.Aliases.Prepend(parameter.Name), properties.Contains));
    }

    [Fact]
    public void What_takes_a_customer_takes_every_output_of_ours_that_is_about_one()
    {
        var about = Pages.Cmdlets.SelectMany(cmdlet => engine.Command(cmdlet).OutputType).Select(type => type.Type).Where(type => type.GetProperty("CompanyName") is not null).Distinct().ToArray();

        Assert.True(about.Length > 2);
        Assert.All(about, type => Assert.Equal(typeof(string), type.GetProperty("CustomerId")?.PropertyType));
    }

    private IEnumerable<ParameterMetadata> Parameters() =>
        Pages.Cmdlets.SelectMany(cmdlet => engine.Command(cmdlet).Parameters.Values).Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name));

    private static string KindOf(ParameterMetadata parameter) => string.Join(' ', [
        parameter.ParameterType.FullName,
        .. parameter.Aliases.Sorted(),
        .. parameter.ParameterSets.Values.Select(set => $"{set.Position} {set.ValueFromPipeline} {set.ValueFromPipelineByPropertyName}").Distinct(StringComparer.Ordinal),
        .. parameter.Attributes.OfType<ParameterAttribute>().Select(attribute => $"{attribute.DontShow}").Distinct(StringComparer.Ordinal),
    ]);
}
