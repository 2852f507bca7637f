; Removes the program and nothing else: what people wrote stays, unless /PURGEDATA=1.
Function un.onInit
  SetRegView 64
  Push "/TIDY"
  Call un.WasSaid
  Pop $0
  ${If} $0 = 1
    Call un.Tidy
    Quit
  ${EndIf}
  Call un.ChooseLanguage
  Call un.OpenLog
  ${Log} "${APP} ${VERSION}: avinstallasjonen starter"
  Call un.ChooseScope
  Call un.WaitUntilClosed
  ${If} $ExitCode != ""
    ${Leave}
  ${EndIf}
FunctionEnd

; The scope is where this folder is registered; the switches only confirm it.
Function un.ChooseScope
  SetShellVarContext current
  StrCpy $Scope "CurrentUser"
  ReadRegStr $0 HKLM "${INSTALLED}" "InstallDir"
  ReadRegStr $1 HKCU "${INSTALLED}" "InstallDir"
  ${If} $0 != $INSTDIR
  ${AndIf} $1 != $INSTDIR
  ${AndIfNot} ${FileExists} "$INSTDIR\${APP}.exe" ; _?= names a folder that is not ours
    ${Refuse} 2 "$(ForeignFolder)" "${APP} ligger ikke i $INSTDIR"
    ${Leave}
  ${EndIf}
  Push "/AllUsers"
  Call un.WasSaid
  Pop $2
  ${If} $0 == $INSTDIR
    StrCpy $2 1
  ${ElseIf} $1 == $INSTDIR
    StrCpy $2 0
  ${EndIf}
  ${If} $2 = 1
    SetShellVarContext all
    StrCpy $Scope "AllUsers"
    Call un.IsAdministrator
    Pop $3
    ${If} $3 = 0
      ${Refuse} 4 "$(NeedsAdministrator)" "hele maskinen krever administrator"
      ${Leave}
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "Uninstall"
  SetOutPath "$TEMP"
  ${Log} "fjerner programmet i $INSTDIR"
  StrCpy $R9 $INSTDIR
  !insertmacro EachPart RemovePart "un."
  Push "$INSTDIR\_new"
  Call un.RemoveTree
  Push "$INSTDIR\_old"
  Call un.RemoveTree
  RMDir "$INSTDIR" ; only when empty
  ${If} ${FileExists} "$INSTDIR\${APP}.exe"
  ${OrIf} ${FileExists} "$INSTDIR\_internal\*.*"
    ${Log} "feil: alle filene kunne ikke fjernes i $INSTDIR (sluttkode 3)"
    SetErrorLevel 3
    MessageBox MB_OK|MB_ICONSTOP "$(CannotRemove)" /SD IDOK
    Abort
  ${EndIf}
  Call un.RemoveEntries
  Call un.DealWithData
  Call un.LeaveLastToCopy
  ${Log} "ferdig: ${APP} er fjernet (sluttkode 0)"
  SetErrorLevel 0
SectionEnd

; With _?= the uninstaller runs in the folder it removes, and Windows lets no program
; remove itself: it starts itself once more, from a copy in the temporary folder (that is
; NSIS's usual way without _?=), to take away the last file when it has ended.
Function un.LeaveLastToCopy
  ${If} $EXEPATH == "$INSTDIR\uninstall.exe"
    Exec '"$INSTDIR\uninstall.exe" /S /TIDY'
  ${EndIf}
FunctionEnd

; What that copy does. It stops when someone installs again meanwhile.
Function un.Tidy
  StrCpy $0 0
  ${DoWhile} $0 < ${TRIES}
    ${If} ${FileExists} "$INSTDIR\_new\*.*"
    ${OrIf} ${FileExists} "$INSTDIR\${APP}.exe"
      ${Break}
    ${EndIf}
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    ${IfNot} ${FileExists} "$INSTDIR\uninstall.exe"
      ${Break}
    ${EndIf}
    Sleep ${PAUSE}
    IntOp $0 $0 + 1
  ${Loop}
FunctionEnd

Function un.DealWithData
  Push "/PURGEDATA=1"
  Call un.WasSaid
  Pop $0
  ${If} $0 = 1
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(PurgeQuestion)" /SD IDYES IDYES purge
    ${Log} "slettingen av data ble avbrutt av den som avinstallerte"
    StrCpy $0 0
  ${EndIf}
  Goto keep
  purge:
    ${If} $Scope == "AllUsers"
      Push "$APPDATA\${APP}" ; ProgramData
      Call un.PurgeFolder
      SetShellVarContext current
    ${EndIf}
    Push "$LOCALAPPDATA\${APP}"
    Call un.PurgeFolder
    ${Log} "andre kontoers data, og mapper IT har valgt, er ikke rørt"
    Return
  keep:
  ${If} $Scope == "AllUsers"
    RMDir "$APPDATA\${APP}" ; only when empty
  ${EndIf}
  ${Log} "data er ikke slettet: %LOCALAPPDATA%\${APP} for hver konto, eller mappen IT har valgt"
FunctionEnd

; Takes a folder; a link in its place is left as it is, with what it leads to.
Function un.PurgeFolder
  System::Store S
  Pop $0
  Push $0
  Call un.IsLink
  Pop $1
  ${If} $1 = 1
    ${Log} "er en lenke, ikke rørt: $0"
  ${ElseIf} ${FileExists} "$0\*.*"
    Push $0
    Call un.RemoveTree
    ${If} ${FileExists} "$0\*.*"
      ${Log} "ikke alt kunne slettes: $0"
    ${Else}
      ${Log} "data er slettet: $0"
    ${EndIf}
  ${Else}
    ${Log} "ingen data: $0"
  ${EndIf}
  System::Store L
FunctionEnd
