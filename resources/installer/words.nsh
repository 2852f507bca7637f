; Reads what was said on the command line.
;
; NSIS's own GetOptions knows /LOG="C:\a b.log", which cmd.exe hands over, and not
; "/LOG=C:\a b.log", which PowerShell makes of the same words.
!macro WORD_FUNCTIONS UN
; Takes a word such as /LOG=; gives what follows it, or nothing.
Function ${UN}ValueOf
  System::Store S
  Pop $0
  ${GetParameters} $1
  StrLen $2 $0
  StrCpy $3 0  ; where we are
  StrCpy $4 '' ; what we read
  StrCpy $5 '' ; the sign before
  ${Do}
    StrCpy $6 $1 $2 $3
    ${If} $6 == ''
      ${Break}
    ${EndIf}
    ${If} $6 == $0
    ${AndIf} $5 != '='
      StrCpy $7 ' ' ; the sign that ends the value
      IntOp $3 $3 + $2
      ${If} $5 == '"'
        StrCpy $7 '"'
      ${Else}
        StrCpy $6 $1 1 $3
        ${If} $6 == '"'
          StrCpy $7 '"'
          IntOp $3 $3 + 1
        ${EndIf}
      ${EndIf}
      ${Do}
        StrCpy $6 $1 1 $3
        ${If} $6 == ''
        ${OrIf} $6 S== $7
          ${Break}
        ${EndIf}
        StrCpy $4 '$4$6'
        IntOp $3 $3 + 1
      ${Loop}
      ${Break}
    ${EndIf}
    StrCpy $5 $1 1 $3
    IntOp $3 $3 + 1
  ${Loop}
  Push $4
  System::Store L
FunctionEnd

; Takes a switch; gives 1 when it was said.
Function ${UN}WasSaid
  System::Store S
  Pop $0
  ${GetParameters} $1
  StrCpy $3 1
  ClearErrors
  ${GetOptions} "$1" "$0" $2
  ${If} ${Errors}
    StrCpy $3 0
  ${EndIf}
  Push $3
  System::Store L
FunctionEnd

; The language of the wizard: the one said, else what NSIS chose by the one of Windows.
Function ${UN}ChooseLanguage
  Push "/LANG="
  Call ${UN}ValueOf
  Pop $0
  ${If} $0 == "nb"
    StrCpy $LANGUAGE ${LANG_NORWEGIAN}
  ${ElseIf} $0 == "nn"
    StrCpy $LANGUAGE ${LANG_NORWEGIANNYNORSK}
  ${ElseIf} $0 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${EndIf}
FunctionEnd
!macroend
!insertmacro WORD_FUNCTIONS ""
!insertmacro WORD_FUNCTIONS "un."
