namespace PartnerQualification;

/// <summary>What a report is, known before the first customer.</summary>
internal sealed record ReportHeader
{
    /// <summary>When it is written.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>The version of the module that writes it.</summary>
    public required string ModuleVersion { get; init; }

    /// <summary>The partner's tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>Who reads: the user, or the application where there is none.</summary>
    public string? User { get; init; }

    /// <summary>The cloud, or the sandbox.</summary>
    public required string Environment { get; init; }

    /// <summary>When the report was written that this one is compared with; nothing where there is none.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The first day whose activity records were read; nothing where none were.</summary>
    public DateTimeOffset? HistoryFrom { get; init; }

    /// <summary>Why the activity records could not be read; nothing where they could, or nobody asked.</summary>
    public string? HistoryUnreadable { get; init; }
}

/// <summary>What comes after the customers.</summary>
internal sealed record ReportTail
{
    /// <summary>What the earlier report had, and is not there any more.</summary>
    public required IReadOnlyList<GoneQualification> Gone { get; init; }

    /// <summary>The partner's validation codes.</summary>
    public required IReadOnlyList<ValidationCode> Codes { get; init; }

    /// <summary>Why they could not be read; nothing where they could.</summary>
    public string? CodesUnreadable { get; init; }

    /// <summary>What was counted.</summary>
    public required ReportSummary Summary { get; init; }
}
