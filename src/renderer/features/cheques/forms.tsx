/** What cheques are drawn on and where: layouts and papers, one beside the other. */
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../i18n/text.tsx'
import classes from './cheques.module.css'
import { LayoutEditor } from './layout-editor.tsx'
import { Papers } from './papers.tsx'

export function Forms() {
  const t = useText()
  const [shown, setShown] = useState<'layouts' | 'papers'>('layouts')
  return (
    <div className={classes.stack}>
      <SegmentedControl
        w={420}
        data={[
          { value: 'layouts', label: t('cheques.tab.layouts') },
          { value: 'papers', label: t('cheques.papers.title') },
        ]}
        value={shown}
        onChange={(value) => setShown(value as 'layouts' | 'papers')}
      />
      {shown === 'layouts' ? <LayoutEditor /> : <Papers />}
    </div>
  )
}
