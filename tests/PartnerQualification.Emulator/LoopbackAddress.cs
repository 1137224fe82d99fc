using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator;

/// <summary>Checks where an emulator may listen: on this machine only, because it lets anybody who reaches it do anything.</summary>
internal static class LoopbackAddress
{
    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? Check(address)
            : throw new DialException($"'{text}' is not an address. Give one such as http://127.0.0.1:5199.");

    public static Uri Check(Uri address) =>
        address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && address.PathAndQuery == "/"
            ? address
            : throw new DialException($"The emulator listens on loopback only, and '{address}' is not there. Give an address such as http://127.0.0.1:5199.");
}
