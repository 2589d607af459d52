namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>Whether a person sees the sheet's tab.</summary>
internal enum SheetVisibility
{
    Visible,
    Hidden,
    VeryHidden,
}
