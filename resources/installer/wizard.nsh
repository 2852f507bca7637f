; The wizard, page by page: welcome, for whom, folder, work, finished.
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURES}\side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${PICTURES}\side.bmp"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "${PICTURES}\head.bmp"
!define MUI_HEADERIMAGE_UNBITMAP "${PICTURES}\head.bmp"
!define MUI_CUSTOMFUNCTION_ABORT Aborted
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "$(WelcomeTitle)"
!define MUI_WELCOMEPAGE_TEXT "$(WelcomeText)"
!insertmacro MUI_PAGE_WELCOME
Page custom ScopePage LeaveScopePage
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveFolderPage
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(FinishTitle)"
!define MUI_FINISHPAGE_TEXT "$(FinishText)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "$(FinishRun)"
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!define MUI_FINISHPAGE_SHOWREADME ""
!define MUI_FINISHPAGE_SHOWREADME_NOTCHECKED
!define MUI_FINISHPAGE_SHOWREADME_TEXT "$(FinishDesktop)"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION MakeDesktopShortcut
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(UninstallText)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(RemovedTitle)"
!define MUI_FINISHPAGE_TEXT "$(RemovedText)"
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "Norwegian" ; the first one is the default
!insertmacro MUI_LANGUAGE "NorwegianNynorsk"
!insertmacro MUI_LANGUAGE "English"

Var ForAll
Var ForOne

Function ScopePage
  !insertmacro MUI_HEADER_TEXT "$(ScopeTitle)" "$(ScopeSubtitle)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 6u 100% 12u "$(ScopeAll)"
  Pop $ForAll
  ${NSD_CreateLabel} 12u 20u -12u 20u "$(ScopeAllText)"
  Pop $0
  ${NSD_CreateRadioButton} 0 50u 100% 12u "$(ScopeOne)"
  Pop $ForOne
  ${NSD_CreateLabel} 12u 64u -12u 20u "$(ScopeOneText)"
  Pop $0
  Call IsAdministrator
  Pop $0
  ${If} $0 = 0
    EnableWindow $ForAll 0
    ${NSD_CreateLabel} 0 100u 100% 24u "$(ScopeNoRights)"
    Pop $0
  ${EndIf}
  ${If} $Scope == "AllUsers"
    ${NSD_Check} $ForAll
    ${NSD_SetFocus} $ForAll
  ${Else}
    ${NSD_Check} $ForOne
    ${NSD_SetFocus} $ForOne
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function LeaveScopePage
  ${NSD_GetState} $ForAll $0
  StrCpy $1 $Scope
  ${If} $0 = ${BST_CHECKED}
    StrCpy $Scope "AllUsers"
  ${Else}
    StrCpy $Scope "CurrentUser"
  ${EndIf}
  ${If} $Scope != $1
    Call ApplyScope
  ${EndIf}
  Call RefuseBySituation
  ${If} $ExitCode != ""
    Abort ; stays on the page
  ${EndIf}
FunctionEnd

; "D:\Programmer" becomes "D:\Programmer\stkdesk".
Function LeaveFolderPage
  ${GetFileName} "$INSTDIR" $0
  ${If} $0 != "${APP}"
    ${DirState} "$INSTDIR" $1
    ${If} $1 = 1
    ${AndIfNot} ${FileExists} "$INSTDIR\${APP}.exe"
      StrCpy $INSTDIR "$INSTDIR\${APP}"
    ${EndIf}
  ${EndIf}
  Call RefuseForeignFolder
  ${If} $ExitCode != ""
    Abort
  ${EndIf}
FunctionEnd

; Through the desktop's own process: the program never gets the installer's rights.
Function StartProgram
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${APP}.exe"'
FunctionEnd

Function Aborted
  ${Log} "avbrutt av den som installerte (sluttkode 1)"
FunctionEnd
