/** What components did not take of their configurations: kept, and told to the decision core. */
@NullMarked
package org.wardgate.settings.report;

import org.jspecify.annotations.NullMarked;
