/** The status matrix (R1-52): from × to, with action, department and permission number; the rule behind a cell on hover. */
import { Button, Group, SegmentedControl, Select, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { PERMISSION_BY_NUMBER } from '../../../contract/permissions.ts'
import type { Profile } from '../../../contract/workflow.ts'
import { RequestProfile, useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import classes from './matrix.module.css'
import { type MatrixFilter, openWays } from './matrix-cells.ts'
import { MatrixTable } from './matrix-table.tsx'

export default function MatrixPage() {
  const asked = new URLSearchParams(useSearch())
  const { profiles } = useProfile()
  const name = asked.get('profile') ?? profiles[0]?.profile
  const inForce = profiles.find((each) => each.profile === name)
  if (!inForce) return null
  const version = Number(asked.get('version') ?? inForce.version)
  return (
    <RequestProfile value={{ profile: inForce.profile, profileVersion: version }}>
      <KnownMatrix />
    </RequestProfile>
  )
}

function KnownMatrix() {
  const { profile } = useProfile()
  return profile ? <MatrixScreen key={profile.profile} profile={profile} /> : null
}

function MatrixScreen({ profile }: { profile: Profile }) {
  const t = useText()
  const language = useLanguage()
  const [path, go] = useLocation()
  const { statusLabel, profiles } = useProfile()
  const asked = new URLSearchParams(useSearch())
  const here = asked.get('status')
  const known = profile.statuses.some(({ status }) => status === here) ? here : null
  const [filter, setFilter] = useState<MatrixFilter>({ performer: null, permissionNumber: null })
  const place = { status: known, department: asked.get('department'), step: asked.get('step') }
  const figures = { profile: profile.label[language], version: profile.version, n: profile.transitions.length }
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('workflow.title')}
        figures={t('workflow.figures', figures)}
        actions={
          <Group gap="sm" className="no-print">
            <Select
              size="xs"
              aria-label={t('workflow.profile')}
              allowDeselect={false}
              data={profiles.map((each) => ({ value: each.profile as string, label: each.label[language] }))}
              value={profile.profile}
              onChange={(name) => name && go(`${path}?profile=${name}`)}
            />
            <Button
              size="xs"
              variant="default"
              className="no-print"
              leftSection={<IconPrinter size={15} />}
              onClick={() => window.print()}
            >
              {t('workflow.print')}
            </Button>
          </Group>
        }
      />
      <Text size="sm" c="dimmed">
        {t('workflow.sentence')}
      </Text>
      <MatrixFilters profile={profile} filter={filter} onChange={setFilter} />
      {known !== null && (
        <Group gap="sm">
          <Text size="sm" fw={600}>
            {t('workflow.here', { status: statusLabel(known) })}
          </Text>
          <Button size="compact-xs" variant="subtle" className="no-print" onClick={() => go(path)}>
            {t('workflow.showAll')}
          </Button>
        </Group>
      )}
      <MatrixTable profile={profile} here={known} ways={openWays(profile, place)} filter={filter} />
      <Legend />
    </div>
  )
}

type MatrixFiltersProps = { profile: Profile; filter: MatrixFilter; onChange(filter: MatrixFilter): void }
const ALL = 'all'

function MatrixFilters({ profile, filter, onChange }: MatrixFiltersProps) {
  const t = useText()
  const { departmentLabel } = useProfile()
  const all = { value: ALL, label: t('workflow.anyDepartment') }
  return (
    <Group gap="lg" className="no-print">
      <SegmentedControl
        size="xs"
        aria-label={t('workflow.department')}
        value={filter.performer ?? ALL}
        onChange={(value) => onChange({ ...filter, performer: value === ALL ? null : value })}
        data={[
          all,
          ...profile.departments.map(({ department }) => ({ value: department, label: departmentLabel(department) })),
          { value: 'customer', label: t('workflow.performer.customer') },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('workflow.permission')}
        value={String(filter.permissionNumber ?? ALL)}
        onChange={(value) => onChange({ ...filter, permissionNumber: value === ALL ? null : Number(value) })}
        data={[all, ...Object.keys(PERMISSION_BY_NUMBER).map((number) => ({ value: number, label: number }))]}
      />
    </Group>
  )
}

/** R1-50: what the numbers mean. */
function Legend() {
  const t = useText()
  const word = useWords()
  return (
    <div className={classes.legend}>
      <b>{t('workflow.legend')}</b>
      {Object.entries(PERMISSION_BY_NUMBER).map(([number, permission]) => (
        <span key={number}>
          <b>{number}</b> {word('permission', permission)}
        </span>
      ))}
      {(['stated', 'targetInferred', 'inferred'] as const).map((mark) => (
        <span key={mark} className={classes.mark} data-mark={mark}>
          {t(`workflow.mark.${mark}`)}
        </span>
      ))}
    </div>
  )
}
