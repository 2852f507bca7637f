; Unpacks beside the program and then swaps: until the last moment the old one works.
;
; _new holds what comes, _old what goes. A full disk or a killed installer leaves the
; old program; one killed between two renames is put right by the next run.
!define TRIES 120 ; virus scanners hold new files open for a while
!define PAUSE 250 ; milliseconds

; Fails a section with a code: .onInstFailed cleans up.
!macro Fail CODE TEXT LINE
  StrCpy $ExitCode ${CODE}
  ${Log} "feil: ${LINE}"
  SetErrorLevel ${CODE}
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  Abort
!macroend
!define Fail `!insertmacro Fail`

; Runs a macro with UN and the name of each part of the program folder.
!macro EachPart MACRO UN
  !insertmacro ${MACRO} "${UN}" "_internal"
  !insertmacro ${MACRO} "${UN}" "${APP}-cli.exe"
  !insertmacro ${MACRO} "${UN}" "uninstall.exe"
  !insertmacro ${MACRO} "${UN}" "${APP}.exe"
!macroend

Function PrepareFolder
  ClearErrors
  CreateDirectory "$INSTDIR"
  ${If} ${Errors}
    ${Fail} 3 "$(CannotWrite)" "kan ikke lage mappen $INSTDIR"
  ${EndIf}
  Call ProtectProgramFolder
  ${If} ${FileExists} "$INSTDIR\_old\*.*"
    ${Log} "rydder etter en avbrutt installasjon"
    ${If} ${FileExists} "$INSTDIR\_new\*.*" ; the swap did not come to its end
    ${OrIfNot} ${FileExists} "$INSTDIR\${APP}.exe"
    ${OrIfNot} ${FileExists} "$INSTDIR\_internal\*.*"
      Call RollBack
    ${EndIf}
  ${EndIf}
  Push "$INSTDIR\_new"
  Call RemoveTree
FunctionEnd

Function Unpack
  ${Log} "pakker ut"
  ClearErrors
  SetOutPath "$INSTDIR\_new"
  ${If} ${Errors}
    ${Fail} 3 "$(CannotWrite)" "kan ikke skrive i $INSTDIR"
  ${EndIf}
  File /r "${SOURCE}\*.*" ; the backslash is right on Windows, and turned on Debian
  WriteUninstaller "$INSTDIR\_new\uninstall.exe"
  ${If} ${Errors}
    ${Fail} 3 "$(CannotWrite)" "kan ikke skrive alle filene i $INSTDIR"
  ${EndIf}
  SetOutPath "$INSTDIR"
FunctionEnd

; Takes from and to; gives 1 when it went, else 0, after waiting for others to let go.
Function Move
  System::Store S
  Pop $1
  Pop $0
  StrCpy $2 0
  StrCpy $3 0
  ${DoWhile} $2 < ${TRIES}
    ClearErrors
    Rename "$0" "$1"
    ${IfNot} ${Errors}
      StrCpy $3 1
      ${Break}
    ${EndIf}
    Sleep ${PAUSE}
    IntOp $2 $2 + 1
  ${Loop}
  Push $3
  System::Store L
FunctionEnd

!macro SwapPart UN PART
  ${If} ${FileExists} "$INSTDIR\${PART}"
    Push "$INSTDIR\${PART}"
    Push "$INSTDIR\_old\${PART}"
    Call Move
    Pop $0
    ${If} $0 = 0
      Call RollBack
      ${Fail} 5 "$(FileInUse)" "i bruk: $INSTDIR\${PART}"
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\_new\${PART}"
    Push "$INSTDIR\_new\${PART}"
    Push "$INSTDIR\${PART}"
    Call Move
    Pop $0
    ${If} $0 = 0
      Call RollBack
      ${Fail} 3 "$(CannotWrite)" "kan ikke skrive $INSTDIR\${PART}"
    ${EndIf}
  ${EndIf}
!macroend

Function Swap
  ${Log} "bytter ut programfilene"
  Push "$INSTDIR\_old"
  Call RemoveTree
  CreateDirectory "$INSTDIR\_old"
  !insertmacro EachPart SwapPart ""
  Push "$INSTDIR\_old"
  Call RemoveTree
  Push "$INSTDIR\_new"
  Call RemoveTree
FunctionEnd

!macro RestorePart UN PART
  ${If} ${FileExists} "$INSTDIR\_old\${PART}"
    Push "$INSTDIR\${PART}"
    Call RemoveTree
    Rename "$INSTDIR\_old\${PART}" "$INSTDIR\${PART}"
  ${EndIf}
!macroend

; Puts the parts back that were on their way out.
Function RollBack
  ${Log} "setter tilbake de gamle programfilene"
  !insertmacro EachPart RestorePart ""
  RMDir "$INSTDIR\_old"
FunctionEnd

!macro RemovePart UN PART
  Push "$R9\${PART}"
  Call ${UN}RemoveTree
!macroend

; The program lay elsewhere before: one installation, one folder.
Function RemoveFormerFolder
  ${If} $FormerFolder != ""
  ${AndIf} $FormerFolder != $INSTDIR
  ${AndIf} ${FileExists} "$FormerFolder\${APP}.exe"
    StrCpy $R9 $FormerFolder
    !insertmacro EachPart RemovePart ""
    RMDir "$FormerFolder"
    ${Log} "fjernet fra den forrige mappen: $FormerFolder"
  ${EndIf}
FunctionEnd
