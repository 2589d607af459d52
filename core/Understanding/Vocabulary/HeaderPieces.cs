namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Cuts a header that says the same thing twice into its pieces: at slashes, line breaks and where the writing changes.</summary>
internal static class HeaderPieces
{
    public static List<string> Of(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        var depth = 0;
        var script = Script.None;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            depth += c is '(' or '[' or '【' ? 1 : c is ')' or ']' or '】' ? -1 : 0;
            if (depth > 0)
            {
                continue;
            }

            if (c is '/' or '|' or '\\' or '\n' or '\r')
            {
                Add(pieces, text, start, i);
                start = i + 1;
                script = Script.None;
                continue;
            }

            var next = Scripts.Of(c);
            if (next == Script.None)
            {
                continue;
            }

            if (script != Script.None && next != script)
            {
                Add(pieces, text, start, i);
                start = i;
            }

            script = next;
        }

        Add(pieces, text, start, text.Length);
        return pieces;
    }

    private static void Add(List<string> pieces, string text, int start, int end)
    {
        var piece = text.AsSpan(start, end - start).Trim();
        if (piece.Length > 0)
        {
            pieces.Add(piece.ToString());
        }
    }
}
