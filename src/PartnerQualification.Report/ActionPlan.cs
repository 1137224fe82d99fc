using System.Globalization;
using System.Text;

namespace PartnerQualification.Report;

/// <summary>
/// Writes the action plan: a CSV file with the columns that a request is read from, empty where somebody has to fill them in, and beside them
/// what has to be corrected. With a byte order mark, without which Excel takes the file for another character set; Import-Csv reads both.
/// </summary>
internal sealed class ActionPlan : IDisposable
{
    private const string Header = "CustomerId,CompanyName,Qualification,EducationSegment,Website,ValidationCode,Reason,WhatToCorrect,Requests";

    private readonly StreamWriter csv;
    private readonly bool plansUnqualified;
    private bool isEnded;

    /// <summary>Begins a plan.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="plansUnqualified">Whether customers without a qualification are in it too.</param>
    public ActionPlan(Stream stream, bool plansUnqualified)
    {
        this.plansUnqualified = plansUnqualified;
        csv = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 65536, leaveOpen: true) { NewLine = "\r\n" };
        csv.WriteLine(Header);
    }

    /// <summary>Writes what there is to do about a customer.</summary>
    public void Write(ReportedCustomer customer)
    {
        // What cannot be requested is no row of a plan of requests.
        foreach (var held in customer.Qualifications.Where(static held => held.Correct is not null))
        {
            if (Qualifications.TryGetSettable(held.Qualification, out var name)) WriteRow(customer, name, held.Reason, held.Correct, held.Requests);
        }

        if (plansUnqualified && customer.Qualifications.Count == 0) WriteRow(customer, qualification: null, reason: null, correct: null, requests: null);
    }

    /// <summary>Writes what is left of it. The writer of .NET Framework would try that a second time, on a stream that is closed by then.</summary>
    public void Dispose()
    {
        if (isEnded) return;
        isEnded = true;
        csv.Dispose();
    }

    private void WriteRow(ReportedCustomer customer, string? qualification, string? reason, string? correct, int? requests) => csv.WriteLine(
        $"{customer.Id},{Cell(customer.Name)},{qualification},,,,{Cell(reason)},{Cell(correct)},{requests?.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>A cell with a text of the service's: on one line, and with an apostrophe before what a spreadsheet would take for a formula.</summary>
    private static string Cell(string? text)
    {
        var line = PlainText.OneLine(text ?? string.Empty);
        if (line.Length == 0) return line;
        if ("=+-@".IndexOf(line[0]) >= 0) line = "'" + line;
        return $"\"{line.Replace("\"", "\"\"")}\"";
    }
}
