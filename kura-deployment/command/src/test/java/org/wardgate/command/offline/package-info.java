@NullMarked
package org.wardgate.command.offline;

import org.jspecify.annotations.NullMarked;
