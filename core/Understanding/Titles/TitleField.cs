using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>A labelled value outside a table's rows.</summary>
/// <param name="Meaning">What the label says it is.</param>
/// <param name="Text">The value as written.</param>
/// <param name="Cell">The value's cell where it has one of its own; null where it stands behind the label's colon.</param>
/// <param name="Where">Place of the value.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Above">True where it stands above the table.</param>
/// <param name="Row">Row of the label.</param>
/// <param name="Column">Column of the label.</param>
/// <param name="Label">The label as written, without its colon; empty where the value needs none.</param>
/// <param name="Below">True where the value stands below its label.</param>
/// <param name="OfSupplier">True for a contact, telephone, tax number or address that is the supplier's.</param>
internal sealed record TitleField(
    Concept Meaning, string Text, Cell? Cell, string Where, decimal Confidence, bool Above, int Row, int Column, string Label = "", bool Below = false, bool OfSupplier = false);
