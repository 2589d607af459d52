using IntegrationHub.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>
/// Reads one vocabulary file from the parser's events: no object graph is built, and every word keeps its line and column.
/// What is wrong is reported and left out; the rest of the file counts.
/// </summary>
internal sealed class VocabularyReader
{
    private readonly string _file;
    private readonly IParser _parser;
    private readonly List<Finding> _findings;
    private readonly List<VocabularyWord> _words = [];
    private readonly List<string> _remove = [];
    private string? _language;
    private char? _decimalSeparator;
    private DateOrder? _dateOrder;
    private bool _headFirst;
    private bool _replace;

    private VocabularyReader(TextReader yaml, string file, List<Finding> findings)
    {
        _file = file;
        _findings = findings;
        _parser = YamlText.Parser(yaml);
    }

    /// <summary>Reads a file; null where it is no YAML or names no language.</summary>
    public static LanguageVocabulary? Read(TextReader yaml, string file, List<Finding> findings)
    {
        var reader = new VocabularyReader(yaml, file, findings);
        try
        {
            return reader.ReadFile();
        }
        catch (YamlException broken)
        {
            findings.Add(VocabularyFindings.Unreadable.At(Place(file, broken.Start), null, broken.Message));
            return null;
        }
    }

    internal static string Place(string file, Mark at) => $"{file}:{at.Line}:{at.Column}";

    private LanguageVocabulary? ReadFile()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _) || !_parser.TryConsume<MappingStart>(out _))
        {
            _findings.Add(VocabularyFindings.MissingLanguage.At($"{_file}:1:1", null));
            return null;
        }

        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            ReadEntry(_parser.Consume<Scalar>());
        }

        if (_language is null)
        {
            _findings.Add(VocabularyFindings.MissingLanguage.At($"{_file}:1:1", VocabularyKeys.Language));
            return null;
        }

        return new LanguageVocabulary(_file, _language, _decimalSeparator, _dateOrder, _headFirst, _words, _remove, _replace);
    }

    private void ReadEntry(Scalar key)
    {
        if (VocabularyKeys.Sections.TryGetValue(key.Value, out var section))
        {
            ReadSection((VocabularySection)section, key);
        }
        else if (key.Value == VocabularyKeys.Remove)
        {
            ReadWords(w => _remove.Add(w.Value), key);
        }
        else if (VocabularyKeys.Settings.Contains(key.Value))
        {
            ReadSetting(key);
        }
        else
        {
            Unknown(key, "the file", VocabularyKeys.Settings.Concat(VocabularyKeys.Sections.Keys));
            _parser.SkipThisAndNestedEvents();
        }
    }

    private void ReadSetting(Scalar key)
    {
        if (!_parser.TryConsume<Scalar>(out var value))
        {
            BadValue(key, "…", "text");
            _parser.SkipThisAndNestedEvents();
            return;
        }

        var text = value.Value;
        switch (key.Value)
        {
            case VocabularyKeys.Language when text.Length is > 1 and < 20:
                _language = text;
                break;
            case VocabularyKeys.DecimalSeparator when text is "." or ",":
                _decimalSeparator = text[0];
                break;
            case VocabularyKeys.DateOrderKey when Enum.TryParse<DateOrder>(text, out var order) && Enum.IsDefined(order):
                _dateOrder = order;
                break;
            case VocabularyKeys.Head when text is "first" or "last":
                _headFirst = text == "first";
                break;
            case VocabularyKeys.Replace when text is "true" or "false":
                _replace = text == "true";
                break;
            default:
                BadValue(value, text, AllowedFor(key.Value), key.Value);
                break;
        }
    }

    private void ReadSection(VocabularySection section, Scalar key)
    {
        if (!VocabularyKeys.HasKeys(section))
        {
            ReadWords(w => AddWord(section, string.Empty, w, WordStrength.Strong), key);
            return;
        }

        if (!_parser.TryConsume<MappingStart>(out _))
        {
            Empty(key, key.Value);
            _parser.SkipThisAndNestedEvents();
            return;
        }

        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var target = _parser.Consume<Scalar>();
            if (!VocabularyKeys.IsKnown(section, target.Value))
            {
                UnknownTarget(section, key, target);
                _parser.SkipThisAndNestedEvents();
            }
            else if (section == VocabularySection.Fields && _parser.TryConsume<MappingStart>(out _))
            {
                ReadStrongAndWeak(target);
            }
            else
            {
                ReadWords(w => AddWord(section, target.Value, w, WordStrength.Strong), target);
            }
        }
    }

    private void ReadStrongAndWeak(Scalar concept)
    {
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.Consume<Scalar>();
            if (key.Value is VocabularyKeys.Words or VocabularyKeys.Weak)
            {
                var strength = key.Value == VocabularyKeys.Weak ? WordStrength.Weak : WordStrength.Strong;
                ReadWords(w => AddWord(VocabularySection.Fields, concept.Value, w, strength), key);
            }
            else
            {
                Unknown(key, concept.Value, [VocabularyKeys.Words, VocabularyKeys.Weak]);
                _parser.SkipThisAndNestedEvents();
            }
        }
    }

    private void ReadWords(Action<Scalar> add, Scalar owner)
    {
        if (_parser.TryConsume<Scalar>(out var single) && single.Value.Length > 0)
        {
            add(single);
            return;
        }

        if (single is not null)
        {
            Empty(owner, owner.Value);
            return;
        }

        if (!_parser.TryConsume<SequenceStart>(out _))
        {
            BadValue(owner, "{…}", "a list of words", owner.Value);
            _parser.SkipThisAndNestedEvents();
            return;
        }

        var count = 0;
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            count++;
            if (_parser.TryConsume<Scalar>(out var word))
            {
                add(word);
            }
            else
            {
                BadValue(owner, "{…}", "a list of words", owner.Value);
                _parser.SkipThisAndNestedEvents();
            }
        }

        if (count == 0)
        {
            Empty(owner, owner.Value);
        }
    }

    private void AddWord(VocabularySection section, string target, Scalar word, WordStrength strength)
    {
        if (string.IsNullOrWhiteSpace(word.Value))
        {
            Empty(word, target);
            return;
        }

        _words.Add(new VocabularyWord(section, target, word.Value, strength, (int)word.Start.Line, (int)word.Start.Column));
    }

    private void UnknownTarget(VocabularySection section, Scalar key, Scalar target)
    {
        if (VocabularyKeys.CodeListOf(section) is { } codes)
        {
            _findings.Add(VocabularyFindings.BadCode.At(Place(_file, target.Start), $"{key.Value}.{target.Value}", target.Value, codes));
        }
        else
        {
            Unknown(target, key.Value, VocabularyKeys.NamesIn(section));
        }
    }

    private void Unknown(Scalar key, string where, IEnumerable<string> known) =>
        _findings.Add(VocabularyFindings.UnknownField.At(Place(_file, key.Start), key.Value, key.Value, where, Nearest.To(key.Value, known)));

    private void Empty(ParsingEvent at, string what) =>
        _findings.Add(VocabularyFindings.Empty.At(Place(_file, at.Start), what, what));

    private void BadValue(ParsingEvent at, string value, string allowed, string what = "") =>
        _findings.Add(VocabularyFindings.BadValue.At(Place(_file, at.Start), what, what, value, allowed));

    private static string AllowedFor(string setting) => setting switch
    {
        VocabularyKeys.DecimalSeparator => "\".\" / \",\"",
        VocabularyKeys.DateOrderKey => "YMD / DMY / MDY",
        VocabularyKeys.Head => "first / last",
        VocabularyKeys.Replace => "true / false",
        _ => "BCP 47 (de, zh-Hans)",
    };
}
