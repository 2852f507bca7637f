<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Bokmål for the words of Qt itself: Qt ships nynorsk, but not bokmål.
     Make the .qm anew after a change: pyside6-lrelease resources/i18n/qtbase_nb.ts -->
<TS version="2.1" language="nb_NO" sourcelanguage="en">
  <context>
    <name>QAbstractFileIconProvider</name>
    <message>
      <source>Drive</source>
      <translation>Stasjon</translation>
    </message>
    <message>
      <source>Folder</source>
      <comment>All other platforms</comment>
      <translation>Mappe</translation>
    </message>
    <message>
      <source>File Folder</source>
      <comment>Match Windows Explorer</comment>
      <translation>Mappe</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fil</translation>
    </message>
    <message>
      <source>%1 File</source>
      <translation>%1-fil</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>Ukjent</translation>
    </message>
  </context>
  <context>
    <name>QAbstractSpinBox</name>
    <message>
      <source>&amp;Select All</source>
      <translation>&amp;Merk alt</translation>
    </message>
    <message>
      <source>&amp;Step up</source>
      <translation>Ett trinn &amp;opp</translation>
    </message>
    <message>
      <source>Step &amp;down</source>
      <translation>Ett trinn &amp;ned</translation>
    </message>
  </context>
  <context>
    <name>QAccessibleActionInterface</name>
    <message>
      <source>Press</source>
      <translation>Trykk</translation>
    </message>
    <message>
      <source>Increase</source>
      <translation>Øk</translation>
    </message>
    <message>
      <source>Decrease</source>
      <translation>Minsk</translation>
    </message>
    <message>
      <source>ShowMenu</source>
      <translation>Vis meny</translation>
    </message>
    <message>
      <source>SetFocus</source>
      <translation>Gi fokus</translation>
    </message>
    <message>
      <source>Toggle</source>
      <translation>Slå av eller på</translation>
    </message>
    <message>
      <source>Scroll Left</source>
      <translation>Rull til venstre</translation>
    </message>
    <message>
      <source>Scroll Right</source>
      <translation>Rull til høyre</translation>
    </message>
    <message>
      <source>Scroll Up</source>
      <translation>Rull opp</translation>
    </message>
    <message>
      <source>Scroll Down</source>
      <translation>Rull ned</translation>
    </message>
    <message>
      <source>Previous Page</source>
      <translation>Forrige side</translation>
    </message>
    <message>
      <source>Next Page</source>
      <translation>Neste side</translation>
    </message>
    <message>
      <source>Triggers the action</source>
      <translation>Utfører handlingen</translation>
    </message>
    <message>
      <source>Increase the value</source>
      <translation>Øker verdien</translation>
    </message>
    <message>
      <source>Decrease the value</source>
      <translation>Minsker verdien</translation>
    </message>
    <message>
      <source>Shows the menu</source>
      <translation>Viser menyen</translation>
    </message>
    <message>
      <source>Sets the focus</source>
      <translation>Gir fokus</translation>
    </message>
    <message>
      <source>Toggles the state</source>
      <translation>Slår av eller på</translation>
    </message>
    <message>
      <source>Scrolls to the left</source>
      <translation>Ruller til venstre</translation>
    </message>
    <message>
      <source>Scrolls to the right</source>
      <translation>Ruller til høyre</translation>
    </message>
    <message>
      <source>Scrolls up</source>
      <translation>Ruller opp</translation>
    </message>
    <message>
      <source>Scrolls down</source>
      <translation>Ruller ned</translation>
    </message>
    <message>
      <source>Goes back a page</source>
      <translation>Går en side tilbake</translation>
    </message>
    <message>
      <source>Goes to the next page</source>
      <translation>Går til neste side</translation>
    </message>
  </context>
  <context>
    <name>QComboBox</name>
    <message>
      <source>Open the combo box selection popup</source>
      <translation>Åpne listen</translation>
    </message>
    <message>
      <source>False</source>
      <translation>Nei</translation>
    </message>
    <message>
      <source>True</source>
      <translation>Ja</translation>
    </message>
  </context>
  <context>
    <name>QDialog</name>
    <message>
      <source>What's This?</source>
      <translation>Hva er dette?</translation>
    </message>
  </context>
  <context>
    <name>QDialogButtonBox</name>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
  </context>
  <context>
    <name>QDockWidget</name>
    <message>
      <source>Float</source>
      <translation>Løsne</translation>
    </message>
    <message>
      <source>Undocks and re-attaches the dock widget</source>
      <translation>Løsner eller fester ruten</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Lukk</translation>
    </message>
    <message>
      <source>Closes the dock widget</source>
      <translation>Lukker ruten</translation>
    </message>
  </context>
  <context>
    <name>QErrorMessage</name>
    <message>
      <source>&amp;Show this message again</source>
      <translation>&amp;Vis denne meldingen igjen</translation>
    </message>
    <message>
      <source>&amp;OK</source>
      <translation>&amp;OK</translation>
    </message>
  </context>
  <context>
    <name>QFileDialog</name>
    <message>
      <source>Look in:</source>
      <translation>Se i:</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Tilbake</translation>
    </message>
    <message>
      <source>Go back</source>
      <translation>Gå tilbake</translation>
    </message>
    <message>
      <source>Alt+Left</source>
      <translation>Alt+Left</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>Fram</translation>
    </message>
    <message>
      <source>Go forward</source>
      <translation>Gå fram</translation>
    </message>
    <message>
      <source>Alt+Right</source>
      <translation>Alt+Right</translation>
    </message>
    <message>
      <source>Parent Directory</source>
      <translation>Overordnet mappe</translation>
    </message>
    <message>
      <source>Go to the parent directory</source>
      <translation>Gå til overordnet mappe</translation>
    </message>
    <message>
      <source>Alt+Up</source>
      <translation>Alt+Up</translation>
    </message>
    <message>
      <source>Create New Folder</source>
      <translation>Lag ny mappe</translation>
    </message>
    <message>
      <source>Create a New Folder</source>
      <translation>Lag en ny mappe</translation>
    </message>
    <message>
      <source>List View</source>
      <translation>Liste</translation>
    </message>
    <message>
      <source>Change to list view mode</source>
      <translation>Vis som liste</translation>
    </message>
    <message>
      <source>Detail View</source>
      <translation>Detaljer</translation>
    </message>
    <message>
      <source>Change to detail view mode</source>
      <translation>Vis detaljer</translation>
    </message>
    <message>
      <source>Sidebar</source>
      <translation>Steder</translation>
    </message>
    <message>
      <source>List of places and bookmarks</source>
      <translation>Steder og bokmerker</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Filer</translation>
    </message>
    <message>
      <source>Files of type:</source>
      <translation>Filtype:</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Åpne</translation>
    </message>
    <message>
      <source>File &amp;name:</source>
      <translation>Fil&amp;navn:</translation>
    </message>
    <message>
      <source>&amp;Open</source>
      <translation>&amp;Åpne</translation>
    </message>
    <message>
      <source>All Files (*)</source>
      <translation>Alle filer (*)</translation>
    </message>
    <message>
      <source>Show </source>
      <translation>Vis </translation>
    </message>
    <message>
      <source>&amp;Rename</source>
      <translation>&amp;Gi nytt navn</translation>
    </message>
    <message>
      <source>&amp;Delete</source>
      <translation>&amp;Slett</translation>
    </message>
    <message>
      <source>Show &amp;hidden files</source>
      <translation>Vis s&amp;kjulte filer</translation>
    </message>
    <message>
      <source>&amp;New Folder</source>
      <translation>&amp;Ny mappe</translation>
    </message>
    <message>
      <source>New Folder</source>
      <translation>Ny mappe</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Lagre</translation>
    </message>
    <message>
      <source>Save As</source>
      <translation>Lagre som</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Lagre</translation>
    </message>
    <message>
      <source>Find Directory</source>
      <translation>Finn mappe</translation>
    </message>
    <message>
      <source>Directories</source>
      <translation>Mapper</translation>
    </message>
    <message>
      <source>Directory:</source>
      <translation>Mappe:</translation>
    </message>
    <message>
      <source>&amp;Choose</source>
      <translation>&amp;Velg</translation>
    </message>
    <message>
      <source>Choose</source>
      <translation>Velg</translation>
    </message>
    <message>
      <source>Recent Places</source>
      <translation>Siste steder</translation>
    </message>
    <message>
      <source>My Computer</source>
      <translation>Datamaskin</translation>
    </message>
    <message>
      <source>Drive</source>
      <translation>Stasjon</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fil</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>Ukjent</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Fjern</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Slett</translation>
    </message>
    <message>
      <source>Are you sure you want to delete '%1'?</source>
      <translation>Vil du slette «%1»?</translation>
    </message>
    <message>
      <source>Could not delete directory.</source>
      <translation>Mappen kunne ikke slettes.</translation>
    </message>
    <message>
      <source>%1 already exists.
Do you want to replace it?</source>
      <translation>%1 finnes fra før.
Vil du erstatte den?</translation>
    </message>
    <message>
      <source>%1
File not found.
Please verify the correct file name was given.</source>
      <translation>%1
Filen finnes ikke.
Se etter om navnet er riktig.</translation>
    </message>
    <message>
      <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
      <translation>%1
Mappen finnes ikke.
Se etter om navnet er riktig.</translation>
    </message>
    <message>
      <source>'%1' is write protected.
Do you want to delete it anyway?</source>
      <translation>«%1» er skrivebeskyttet.
Vil du slette den likevel?</translation>
    </message>
  </context>
  <context>
    <name>QFileSystemModel</name>
    <message>
      <source>Computer</source>
      <translation>Datamaskin</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Navn</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Størrelse</translation>
    </message>
    <message>
      <source>Type</source>
      <comment>All other platforms</comment>
      <translation>Type</translation>
    </message>
    <message>
      <source>Kind</source>
      <comment>Match OS X Finder</comment>
      <translation>Type</translation>
    </message>
    <message>
      <source>Date Modified</source>
      <translation>Endret</translation>
    </message>
    <message>
      <source>My Computer</source>
      <translation>Datamaskin</translation>
    </message>
    <message>
      <source>%1 TB</source>
      <translation>%1 TB</translation>
    </message>
    <message>
      <source>%1 GB</source>
      <translation>%1 GB</translation>
    </message>
    <message>
      <source>%1 MB</source>
      <translation>%1 MB</translation>
    </message>
    <message>
      <source>%1 KB</source>
      <translation>%1 kB</translation>
    </message>
    <message>
      <source>%1 bytes</source>
      <translation>%1 byte</translation>
    </message>
    <message>
      <source>Invalid filename</source>
      <translation>Ugyldig filnavn</translation>
    </message>
  </context>
  <context>
    <name>QLineEdit</name>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Angre</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Gjør om</translation>
    </message>
    <message>
      <source>Cu&amp;t</source>
      <translation>Klipp &amp;ut</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Kopier</translation>
    </message>
    <message>
      <source>&amp;Paste</source>
      <translation>&amp;Lim inn</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Slett</translation>
    </message>
    <message>
      <source>Select All</source>
      <translation>Merk alt</translation>
    </message>
  </context>
  <context>
    <name>QMessageBox</name>
    <message>
      <source>Show Details...</source>
      <translation>Vis detaljer …</translation>
    </message>
    <message>
      <source>Hide Details...</source>
      <translation>Skjul detaljer …</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Hjelp</translation>
    </message>
  </context>
  <context>
    <name>QPageSetupWidget</name>
    <message>
      <source>Form</source>
      <translation>Skjema</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Papir</translation>
    </message>
    <message>
      <source>Page size:</source>
      <translation>Størrelse:</translation>
    </message>
    <message>
      <source>Width:</source>
      <translation>Bredde:</translation>
    </message>
    <message>
      <source>Height:</source>
      <translation>Høyde:</translation>
    </message>
    <message>
      <source>Paper source:</source>
      <translation>Papirkilde:</translation>
    </message>
    <message>
      <source>Orientation</source>
      <translation>Retning</translation>
    </message>
    <message>
      <source>Portrait</source>
      <translation>Stående</translation>
    </message>
    <message>
      <source>Landscape</source>
      <translation>Liggende</translation>
    </message>
    <message>
      <source>Reverse landscape</source>
      <translation>Liggende, snudd</translation>
    </message>
    <message>
      <source>Reverse portrait</source>
      <translation>Stående, snudd</translation>
    </message>
    <message>
      <source>Margins</source>
      <translation>Marger</translation>
    </message>
    <message>
      <source>top margin</source>
      <translation>øvre marg</translation>
    </message>
    <message>
      <source>left margin</source>
      <translation>venstre marg</translation>
    </message>
    <message>
      <source>right margin</source>
      <translation>høyre marg</translation>
    </message>
    <message>
      <source>bottom margin</source>
      <translation>nedre marg</translation>
    </message>
    <message>
      <source>Page Layout</source>
      <translation>Oppsett</translation>
    </message>
    <message>
      <source>Page order:</source>
      <translation>Rekkefølge:</translation>
    </message>
    <message>
      <source>Pages per sheet:</source>
      <translation>Sider per ark:</translation>
    </message>
    <message>
      <source>Millimeters (mm)</source>
      <translation>Millimeter (mm)</translation>
    </message>
    <message>
      <source>Inches (in)</source>
      <translation>Tommer (in)</translation>
    </message>
    <message>
      <source>Points (pt)</source>
      <translation>Punkt (pt)</translation>
    </message>
    <message>
      <source>Pica (P̸)</source>
      <translation>Pica (P̸)</translation>
    </message>
    <message>
      <source>Didot (DD)</source>
      <translation>Didot (DD)</translation>
    </message>
    <message>
      <source>Cicero (CC)</source>
      <translation>Cicero (CC)</translation>
    </message>
    <message>
      <source>Custom</source>
      <translation>Egendefinert</translation>
    </message>
    <message>
      <source>mm</source>
      <translation>mm</translation>
    </message>
    <message>
      <source>in</source>
      <translation>tommer</translation>
    </message>
    <message>
      <source>pt</source>
      <translation>pt</translation>
    </message>
  </context>
  <context>
    <name>QPageSize</name>
    <message>
      <source>Custom</source>
      <translation>Egendefinert</translation>
    </message>
    <message>
      <source>Custom (%1mm x %2mm)</source>
      <translation>Egendefinert (%1 × %2 mm)</translation>
    </message>
  </context>
  <context>
    <name>QPlatformTheme</name>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Lagre</translation>
    </message>
    <message>
      <source>Save All</source>
      <translation>Lagre alle</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Åpne</translation>
    </message>
    <message>
      <source>&amp;Yes</source>
      <translation>&amp;Ja</translation>
    </message>
    <message>
      <source>Yes to &amp;All</source>
      <translation>Ja til &amp;alle</translation>
    </message>
    <message>
      <source>&amp;No</source>
      <translation>&amp;Nei</translation>
    </message>
    <message>
      <source>N&amp;o to All</source>
      <translation>N&amp;ei til alle</translation>
    </message>
    <message>
      <source>Abort</source>
      <translation>Avbryt</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>Prøv igjen</translation>
    </message>
    <message>
      <source>Ignore</source>
      <translation>Ignorer</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Lukk</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Avbryt</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>Forkast</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Hjelp</translation>
    </message>
    <message>
      <source>Apply</source>
      <translation>Bruk</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Tilbakestill</translation>
    </message>
    <message>
      <source>Restore Defaults</source>
      <translation>Bruk standardvalg</translation>
    </message>
  </context>
  <context>
    <name>QPrintDialog</name>
    <message>
      <source>Print</source>
      <translation>Skriv ut</translation>
    </message>
    <message>
      <source>All Pages</source>
      <translation>Alle sider</translation>
    </message>
    <message>
      <source>Odd Pages</source>
      <translation>Oddetallssider</translation>
    </message>
    <message>
      <source>Even Pages</source>
      <translation>Partallssider</translation>
    </message>
    <message>
      <source>&amp;Options &gt;&gt;</source>
      <translation>&amp;Valg &gt;&gt;</translation>
    </message>
    <message>
      <source>&amp;Options &lt;&lt;</source>
      <translation>&amp;Valg &lt;&lt;</translation>
    </message>
    <message>
      <source>&amp;Print</source>
      <translation>&amp;Skriv ut</translation>
    </message>
    <message>
      <source>Print to File (PDF)</source>
      <translation>Skriv til fil (PDF)</translation>
    </message>
    <message>
      <source>Local file</source>
      <translation>Lokal fil</translation>
    </message>
    <message>
      <source>Write PDF file</source>
      <translation>Lagre PDF-fil</translation>
    </message>
    <message>
      <source>Left to Right, Top to Bottom</source>
      <translation>Venstre mot høyre, ovenfra og ned</translation>
    </message>
    <message>
      <source>Left to Right, Bottom to Top</source>
      <translation>Venstre mot høyre, nedenfra og opp</translation>
    </message>
    <message>
      <source>Right to Left, Bottom to Top</source>
      <translation>Høyre mot venstre, nedenfra og opp</translation>
    </message>
    <message>
      <source>Right to Left, Top to Bottom</source>
      <translation>Høyre mot venstre, ovenfra og ned</translation>
    </message>
    <message>
      <source>Bottom to Top, Left to Right</source>
      <translation>Nedenfra og opp, venstre mot høyre</translation>
    </message>
    <message>
      <source>Bottom to Top, Right to Left</source>
      <translation>Nedenfra og opp, høyre mot venstre</translation>
    </message>
    <message>
      <source>Top to Bottom, Left to Right</source>
      <translation>Ovenfra og ned, venstre mot høyre</translation>
    </message>
    <message>
      <source>Top to Bottom, Right to Left</source>
      <translation>Ovenfra og ned, høyre mot venstre</translation>
    </message>
    <message>
      <source>1 (1x1)</source>
      <translation>1 (1×1)</translation>
    </message>
    <message>
      <source>2 (2x1)</source>
      <translation>2 (2×1)</translation>
    </message>
    <message>
      <source>4 (2x2)</source>
      <translation>4 (2×2)</translation>
    </message>
    <message>
      <source>6 (2x3)</source>
      <translation>6 (2×3)</translation>
    </message>
    <message>
      <source>9 (3x3)</source>
      <translation>9 (3×3)</translation>
    </message>
    <message>
      <source>16 (4x4)</source>
      <translation>16 (4×4)</translation>
    </message>
    <message>
      <source>File exists</source>
      <translation>Filen finnes</translation>
    </message>
    <message>
      <source>&lt;qt&gt;Do you want to overwrite it?&lt;/qt&gt;</source>
      <translation>&lt;qt&gt;Vil du erstatte den?&lt;/qt&gt;</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisk</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>%1 is a directory.
Please choose a different file name.</source>
      <translation>%1 er en mappe.
Velg et annet filnavn.</translation>
    </message>
    <message>
      <source>File %1 is not writable.
Please choose a different file name.</source>
      <translation>Filen %1 kan ikke skrives.
Velg et annet filnavn.</translation>
    </message>
    <message>
      <source>%1 already exists.
Do you want to overwrite it?</source>
      <translation>%1 finnes fra før.
Vil du erstatte den?</translation>
    </message>
    <message>
      <source>The 'From' value cannot be greater than the 'To' value.</source>
      <translation>«Fra» kan ikke være større enn «til».</translation>
    </message>
  </context>
  <context>
    <name>QPrintPreviewDialog</name>
    <message>
      <source>Page Setup</source>
      <translation>Sideoppsett</translation>
    </message>
  </context>
  <context>
    <name>QPrintPropertiesDialog</name>
    <message>
      <source>Printer Properties</source>
      <translation>Skriverens egenskaper</translation>
    </message>
    <message>
      <source>Job Options</source>
      <translation>Valg for jobben</translation>
    </message>
    <message>
      <source>Page Setup Conflicts</source>
      <translation>Valg som ikke går sammen</translation>
    </message>
  </context>
  <context>
    <name>QPrintPropertiesWidget</name>
    <message>
      <source>Form</source>
      <translation>Skjema</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>Side</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>Avansert</translation>
    </message>
  </context>
  <context>
    <name>QPrintSettingsOutput</name>
    <message>
      <source>Form</source>
      <translation>Skjema</translation>
    </message>
    <message>
      <source>Print range</source>
      <translation>Hva som skrives ut</translation>
    </message>
    <message>
      <source>Print all</source>
      <translation>Alt</translation>
    </message>
    <message>
      <source>Pages from</source>
      <translation>Side fra</translation>
    </message>
    <message>
      <source>to</source>
      <translation>til</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Sider</translation>
    </message>
    <message>
      <source>Current Page</source>
      <translation>Denne siden</translation>
    </message>
    <message>
      <source>Selection</source>
      <translation>Det som er merket</translation>
    </message>
    <message>
      <source>Page Set:</source>
      <translation>Sider:</translation>
    </message>
    <message>
      <source>Output Settings</source>
      <translation>Utskrift</translation>
    </message>
    <message>
      <source>Copies:</source>
      <translation>Antall:</translation>
    </message>
    <message>
      <source>Collate</source>
      <translation>Sorter sett</translation>
    </message>
    <message>
      <source>Reverse</source>
      <translation>Siste side først</translation>
    </message>
    <message>
      <source>Copies</source>
      <translation>Antall</translation>
    </message>
    <message>
      <source>Color Mode</source>
      <translation>Farger</translation>
    </message>
    <message>
      <source>Color</source>
      <translation>Farger</translation>
    </message>
    <message>
      <source>Grayscale</source>
      <translation>Gråtoner</translation>
    </message>
    <message>
      <source>Double Sided Printing</source>
      <translation>Tosidig utskrift</translation>
    </message>
    <message>
      <source>Duplex Printing</source>
      <translation>Tosidig utskrift</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Av</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Av</translation>
    </message>
    <message>
      <source>Long side binding</source>
      <translation>Langside</translation>
    </message>
    <message>
      <source>Long side</source>
      <translation>Langside</translation>
    </message>
    <message>
      <source>Short side binding</source>
      <translation>Kortside</translation>
    </message>
    <message>
      <source>Short side</source>
      <translation>Kortside</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>Valg</translation>
    </message>
    <message>
      <source>Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.</source>
      <translation>Skriv sider eller områder med komma imellom, for eksempel 3,5-7,9.</translation>
    </message>
  </context>
  <context>
    <name>QPrintWidget</name>
    <message>
      <source>Form</source>
      <translation>Skjema</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Skriver</translation>
    </message>
    <message>
      <source>&amp;Name:</source>
      <translation>&amp;Navn:</translation>
    </message>
    <message>
      <source>P&amp;roperties</source>
      <translation>&amp;Egenskaper</translation>
    </message>
    <message>
      <source>Location:</source>
      <translation>Sted:</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Forhåndsvisning</translation>
    </message>
    <message>
      <source>Type:</source>
      <translation>Type:</translation>
    </message>
    <message>
      <source>Output &amp;file:</source>
      <translation>&amp;Fil:</translation>
    </message>
    <message>
      <source>...</source>
      <translation>…</translation>
    </message>
  </context>
  <context>
    <name>QProgressDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Avbryt</translation>
    </message>
  </context>
  <context>
    <name>QScrollBar</name>
    <message>
      <source>Scroll here</source>
      <translation>Rull hit</translation>
    </message>
    <message>
      <source>Top</source>
      <translation>Øverst</translation>
    </message>
    <message>
      <source>Bottom</source>
      <translation>Nederst</translation>
    </message>
    <message>
      <source>Left edge</source>
      <translation>Venstre kant</translation>
    </message>
    <message>
      <source>Right edge</source>
      <translation>Høyre kant</translation>
    </message>
    <message>
      <source>Page up</source>
      <translation>Side opp</translation>
    </message>
    <message>
      <source>Page down</source>
      <translation>Side ned</translation>
    </message>
    <message>
      <source>Page left</source>
      <translation>Side til venstre</translation>
    </message>
    <message>
      <source>Page right</source>
      <translation>Side til høyre</translation>
    </message>
    <message>
      <source>Scroll up</source>
      <translation>Rull opp</translation>
    </message>
    <message>
      <source>Scroll down</source>
      <translation>Rull ned</translation>
    </message>
    <message>
      <source>Scroll left</source>
      <translation>Rull til venstre</translation>
    </message>
    <message>
      <source>Scroll right</source>
      <translation>Rull til høyre</translation>
    </message>
  </context>
  <context>
    <name>QShortcut</name>
    <message>
      <source>Ctrl</source>
      <translation>Ctrl</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Shift</translation>
    </message>
    <message>
      <source>Alt</source>
      <translation>Alt</translation>
    </message>
    <message>
      <source>Meta</source>
      <translation>Meta</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>Mellomrom</translation>
    </message>
    <message>
      <source>Esc</source>
      <translation>Esc</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>Tab</translation>
    </message>
    <message>
      <source>Backtab</source>
      <translation>Shift+Tab</translation>
    </message>
    <message>
      <source>Backspace</source>
      <translation>Rettetast</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Enter</translation>
    </message>
    <message>
      <source>Enter</source>
      <translation>Enter</translation>
    </message>
    <message>
      <source>Ins</source>
      <translation>Ins</translation>
    </message>
    <message>
      <source>Del</source>
      <translation>Del</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>Print</translation>
    </message>
    <message>
      <source>Home</source>
      <translation>Home</translation>
    </message>
    <message>
      <source>End</source>
      <translation>End</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Venstre</translation>
    </message>
    <message>
      <source>Up</source>
      <translation>Opp</translation>
    </message>
    <message>
      <source>Right</source>
      <translation>Høyre</translation>
    </message>
    <message>
      <source>Down</source>
      <translation>Ned</translation>
    </message>
    <message>
      <source>PgUp</source>
      <translation>PgUp</translation>
    </message>
    <message>
      <source>PgDown</source>
      <translation>PgDn</translation>
    </message>
    <message>
      <source>CapsLock</source>
      <translation>Caps Lock</translation>
    </message>
    <message>
      <source>NumLock</source>
      <translation>Num Lock</translation>
    </message>
    <message>
      <source>ScrollLock</source>
      <translation>Scroll Lock</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Meny</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Hjelp</translation>
    </message>
    <message>
      <source>F%1</source>
      <translation>F%1</translation>
    </message>
  </context>
  <context>
    <name>QTabBar</name>
    <message>
      <source>Scroll Left</source>
      <translation>Rull til venstre</translation>
    </message>
    <message>
      <source>Scroll Right</source>
      <translation>Rull til høyre</translation>
    </message>
  </context>
  <context>
    <name>QUndoStack</name>
    <message>
      <source>Undo</source>
      <comment>Default text for undo action</comment>
      <translation>Angre</translation>
    </message>
    <message>
      <source>Undo %1</source>
      <translation>Angre %1</translation>
    </message>
    <message>
      <source>Redo</source>
      <comment>Default text for redo action</comment>
      <translation>Gjør om</translation>
    </message>
    <message>
      <source>Redo %1</source>
      <translation>Gjør om %1</translation>
    </message>
  </context>
  <context>
    <name>QWidgetTextControl</name>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Angre</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Gjør om</translation>
    </message>
    <message>
      <source>Cu&amp;t</source>
      <translation>Klipp &amp;ut</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Kopier</translation>
    </message>
    <message>
      <source>&amp;Paste</source>
      <translation>&amp;Lim inn</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Slett</translation>
    </message>
    <message>
      <source>Select All</source>
      <translation>Merk alt</translation>
    </message>
    <message>
      <source>Copy &amp;Link Location</source>
      <translation>Kopier &amp;lenkens adresse</translation>
    </message>
  </context>
</TS>
