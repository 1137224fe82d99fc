using PartnerQualification.Benchmarks;

// One program, four measurements; Run-Benchmarks.ps1 beside it calls them in turn and puts them side by side.
return args switch
{
    ["micro", .. var rest] => HotPath.Run(rest),
    ["bare", .. var rest] => await BareWorkers.RunAsync(MeasurementOptions.Parse(rest)),
    ["ratio", .. var rest] => await SequentialReads.RunAsync(MeasurementOptions.Parse(rest)),
    _ => Usage.Show(),
};
