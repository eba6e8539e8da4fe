//! How wide the columns of a table are (CSS 2, 17.5.2).

use super::super::{Layout, measure};
use super::grid::Grid;
use crate::page::boxes::{BoxNode, Length, Style};

/// What the columns want.
pub(super) struct Columns {
    least: Vec<f32>,
    most: Vec<f32>,
    /// The widths of columns whose cells say one, in hundredths of the table.
    percent: Vec<Option<f32>>,
    spacing: f32,
}

impl Columns {
    /// Asks every cell; with `table-layout: fixed` those of the first row.
    pub(super) fn measure(layout: &mut Layout<'_>, table: &BoxNode, grid: &Grid<'_>, depth: usize) -> Self {
        let spacing = if table.style.border_collapse { 0.0 } else { table.style.border_spacing.max(0.0) };
        let none = vec![0.0; grid.columns];
        let mut columns = Self { least: none.clone(), most: none, percent: vec![None; grid.columns], spacing };
        let rows = if table.style.fixed_table { &grid.rows[..grid.rows.len().min(1)] } else { &grid.rows[..] };
        let mut spanning = Vec::new();
        for cell in rows.iter().flat_map(|row| &row.cells) {
            let fixed = table.style.fixed_table && cell.node.style.width == Length::Auto;
            let wants = if fixed { (0.0, 0.0) } else { measure::widths(layout, cell.node, depth + 2) };
            if cell.columns > 1 {
                spanning.push((cell, wants));
                continue;
            }
            columns.least[cell.column] = columns.least[cell.column].max(wants.0);
            columns.most[cell.column] = columns.most[cell.column].max(wants.1);
            if let Length::Sum { percent, .. } = cell.node.style.width
                && percent > 0.0
            {
                columns.percent[cell.column] = Some(percent.max(columns.percent[cell.column].unwrap_or(0.0)));
            }
        }
        for (cell, (least, most)) in spanning {
            let range = cell.column..(cell.column + cell.columns).min(grid.columns);
            let gaps = spacing * (range.len() - 1) as f32;
            widen(&mut columns.least[range.clone()], least - gaps);
            widen(&mut columns.most[range], most - gaps);
        }
        columns
    }

    /// The least and the greatest width of all columns and the spacing around them.
    pub(super) fn total(&self) -> (f32, f32) {
        let spacing = self.all_spacing();
        (self.least.iter().sum::<f32>() + spacing, self.most.iter().sum::<f32>() + spacing)
    }

    fn all_spacing(&self) -> f32 {
        self.spacing * (self.least.len() + 1) as f32
    }

    /// Where the columns begin and end in a table of `width`.
    pub(super) fn edges(&self, style: &Style, width: f32) -> Vec<(f32, f32)> {
        let room = (width - self.all_spacing()).max(0.0);
        let mut x = self.spacing;
        let edge = |column: f32| {
            let left = x;
            x += column + self.spacing;
            (left, left + column)
        };
        self.shared(style, room).into_iter().map(edge).collect()
    }

    fn shared(&self, style: &Style, room: f32) -> Vec<f32> {
        let count = self.least.len().max(1) as f32;
        if style.fixed_table {
            let given: f32 = self.most.iter().sum();
            let free = self.most.iter().filter(|&&most| most == 0.0).count().max(1) as f32;
            let rest = (room - given).max(0.0) / free;
            return self.most.iter().map(|&most| if most == 0.0 { rest } else { most }).collect();
        }
        let wants =
            |column: usize, own: f32| self.percent[column].map_or(own, |percent| own.max(room * percent / 100.0));
        let most: Vec<f32> = self.most.iter().enumerate().map(|(column, &own)| wants(column, own)).collect();
        let (least_sum, most_sum): (f32, f32) = (self.least.iter().sum(), most.iter().sum());
        if least_sum >= room {
            // Narrower than the words: they are cut rather than set off the page.
            return self.least.iter().map(|least| least * room / least_sum.max(f32::MIN_POSITIVE)).collect();
        }
        if most_sum >= room {
            return self.squeezed(&most, room);
        }
        let spare = room - most_sum;
        let part = |own: f32| if most_sum > 0.0 { own / most_sum } else { 1.0 / count };
        most.iter().map(|&own| own + spare * part(own)).collect()
    }
}

impl Columns {
    /// Columns that want more than there is: one that asks for no more than its share gets it, so that short words
    /// are not broken for the sake of long texts; the others share the rest by what they want beyond their least.
    fn squeezed(&self, most: &[f32], room: f32) -> Vec<f32> {
        let mut widths = self.least.clone();
        let mut is_given = vec![false; most.len()];
        loop {
            let open = || (0..most.len()).filter(|&column| !is_given[column]);
            let given: f32 = (0..most.len()).filter(|&column| is_given[column]).map(|column| widths[column]).sum();
            let share = (room - given) / open().count().max(1) as f32;
            let others =
                |column: usize| open().filter(|&other| other != column).map(|other| self.least[other]).sum::<f32>();
            let modest = open().find(|&column| most[column] <= share && given + most[column] + others(column) <= room);
            let Some(column) = modest else {
                let least: f32 = open().map(|column| self.least[column]).sum();
                let most_sum: f32 = open().map(|column| most[column]).sum();
                let part = (room - given - least) / (most_sum - least).max(f32::MIN_POSITIVE);
                for column in open() {
                    widths[column] += (most[column] - self.least[column]) * part;
                }
                return widths;
            };
            widths[column] = most[column];
            is_given[column] = true;
        }
    }
}

/// Widens some columns until they are `wanted` wide together, each by as much as its share.
fn widen(columns: &mut [f32], wanted: f32) {
    let sum: f32 = columns.iter().sum();
    let count = columns.len() as f32;
    if wanted > sum {
        for column in columns {
            *column += (wanted - sum) * if sum > 0.0 { *column / sum } else { 1.0 / count };
        }
    }
}
