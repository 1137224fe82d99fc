using System.Globalization;
using System.Management.Automation;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What a page says of a parameter, or what a parameter is, in the words of PlatyPS's Markdown.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Default">Its default value; empty where there is none.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Sets">What it is in each parameter set.</param>
internal sealed record ParameterFacts(string Type, string Default, IReadOnlyList<string> Aliases, IReadOnlyList<string> Sets)
{
    private static readonly string[] OfEveryCmdlet = ["WhatIf", "Confirm"];

    /// <summary>The parameters that a cmdlet has, without what all cmdlets have and what is not for show.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    public static IReadOnlyDictionary<string, ParameterFacts> Of(CmdletInfo cmdlet)
    {
        var defaults = Activator.CreateInstance(cmdlet.ImplementingType)!;
        return Shown(cmdlet).ToDictionary(parameter => parameter.Name, parameter => Of(parameter, defaults), StringComparer.Ordinal);
    }

    /// <summary>The parameters of a cmdlet that are for show.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    public static IEnumerable<ParameterMetadata> Shown(CmdletInfo cmdlet) => cmdlet.Parameters.Values.Where(parameter =>
        !Cmdlet.CommonParameters.Contains(parameter.Name) && !parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow));

    /// <summary>What a parameter is in a parameter set, in one line.</summary>
    public static string Set(string name, string position, string required, string byValue, string byName) =>
        $"{name}: position {position}, required {required}, by value {byValue}, by name {byName}";

    private static ParameterFacts Of(ParameterMetadata parameter, object defaults) => new(
        (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType).ToString(),
        OfEveryCmdlet.Contains(parameter.Name) ? string.Empty : LanguagePrimitives.ConvertTo<string>(defaults.GetType().GetProperty(parameter.Name)!.GetValue(defaults)),
        [.. parameter.Aliases.Sorted()],
        [.. parameter.ParameterSets.Select(set => Set(
            set.Key == ParameterAttribute.AllParameterSets ? "(All)" : set.Key,
            set.Value.Position == int.MinValue ? "Named" : set.Value.Position.ToString(CultureInfo.InvariantCulture),
            Text(set.Value.IsMandatory),
            Text(set.Value.ValueFromPipeline),
            Text(set.Value.ValueFromPipelineByPropertyName))).Sorted()]);

    private static string Text(bool value) => value ? "true" : "false";
}
