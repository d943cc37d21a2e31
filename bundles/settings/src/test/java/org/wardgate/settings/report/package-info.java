@NullMarked
package org.wardgate.settings.report;

import org.jspecify.annotations.NullMarked;
